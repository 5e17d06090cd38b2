/** The preferences that the header `Prefer` asks for (RFC 7240). Other preferences than these are ignored. */
export interface Preferences {
  /** A status, like 404. */
  readonly code?: string;
  /** The name of an example. */
  readonly example?: string;
  /** Whether the answer is made anew although there is an example. */
  readonly isDynamic: boolean;
}

const PREFERENCE = /(?:^|[,;])\s*(code|example|dynamic)\s*=\s*(?:"([^"]*)"|([^,;\s]*))/gi;

export function preferencesIn(header: string | readonly string[] | undefined): Preferences {
  const found = new Map<string, string>();
  for (const [, name = '', quoted, plain = ''] of String(header ?? '').matchAll(PREFERENCE)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, quoted ?? plain);
  }
  const [code, example] = [found.get('code'), found.get('example')];
  return {
    ...(code !== undefined && { code }),
    ...(example !== undefined && { example }),
    isDynamic: found.get('dynamic')?.toLowerCase() === 'true',
  };
}

/** Whether a request asks for an answer by its status or example, or for a made one. */
export function isPreferring(header: string | readonly string[] | undefined): boolean {
  const { code, example, isDynamic } = preferencesIn(header);
  return code !== undefined || example !== undefined || isDynamic;
}
