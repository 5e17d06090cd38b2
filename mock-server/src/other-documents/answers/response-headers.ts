import type { Generator } from '../generating/generator.ts';
import { NONE } from '../generating/making.ts';
import { examplesAt } from '../operations/media.ts';
import type { Operation, ResponseOf } from '../operations/operation.ts';
import { isObject } from '../reading/json.ts';
import { childOf } from '../reading/located.ts';

/** Headers that describe the message and not its content. */
const OWN: ReadonlySet<string> = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'date',
  'keep-alive',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-request-id',
]);

const TOKEN = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/;

/** The headers that a response describes, with their examples or made values. */
export function headersOf(
  response: ResponseOf,
  { source }: Operation,
  generator: Generator,
  seed: string,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, at] of response.headers) {
    if (OWN.has(name.toLowerCase()) || !TOKEN.test(name)) continue;
    const [example] = examplesAt(at, source.references);
    const schema = childOf(at, 'schema');
    const made = (): unknown => {
      if (schema.value === undefined) return NONE;
      return generator.make(source.schemas.of(schema), `${seed} ${name}`, { name, usesExamples: true });
    };
    const value = example ? example.value : made();
    if (value !== NONE) headers[name] = headerText(value);
  }
  return headers;
}

function headerText(value: unknown): string {
  const parts = isObject(value) ? Object.entries(value).flat() : [value].flat();
  return parts
    .map(String)
    .join(',')
    .replaceAll(/[^\t -~]/g, ' ');
}
