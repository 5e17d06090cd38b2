type Environment = Readonly<Record<string, string | undefined>>;

const OF_TRACES = 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT';
const OF_ALL = 'OTEL_EXPORTER_OTLP_ENDPOINT';

/** The variable that names the address of the collector, and its value; `undefined` when none does, or when traces are turned off. */
export function collectorVariable(
  environment: Environment,
): { readonly name: string; readonly url: string } | undefined {
  if (environment.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || environment.OTEL_TRACES_EXPORTER === 'none') {
    return undefined;
  }
  const name = [OF_TRACES, OF_ALL].find((candidate) => environment[candidate]?.trim());
  return name === undefined ? undefined : { name, url: environment[name]?.trim() ?? '' };
}

export function collectorUrl(environment: Environment): string | undefined {
  return collectorVariable(environment)?.url;
}

export function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** The protocol that the environment asks for, when it is one that traces are not sent by. Collectors take JSON where they take protobuf. */
export function otherProtocol(environment: Environment): string | undefined {
  const asked = environment.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? environment.OTEL_EXPORTER_OTLP_PROTOCOL ?? '';
  return ['', 'http/json', 'http/protobuf'].includes(asked) ? undefined : asked;
}
