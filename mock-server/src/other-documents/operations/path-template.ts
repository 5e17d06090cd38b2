/** One segment of a path template: a text, a parameter, or several of both, like `{name}.json`. */
export type Segment = readonly (string | { readonly parameter: string })[];

/** A path template: its segments, whether it ends with a slash, and the query that it demands, as in `/jobs?action=start`. */
export interface PathTemplate {
  readonly segments: readonly Segment[];
  readonly hasSlash: boolean;
  readonly query: readonly (readonly [string, string])[];
}

export function parseTemplate(template: string): PathTemplate {
  const [withQuery = ''] = template.split('#');
  const [path = '', query = ''] = withQuery.split('?');
  const hasSlash = path.length > 1 && path.endsWith('/');
  return {
    segments: (hasSlash ? path.slice(0, -1) : path).split('/').slice(1).map(parseSegment),
    hasSlash,
    query: [...new URLSearchParams(query)].filter(([, value]) => !value.includes('{')),
  };
}

/** The names of the parameters in the path of a template, and in its query by their keys: `/icons?term={term}` has one. */
export function parametersInPath(template: string): {
  readonly path: readonly string[];
  readonly query: readonly (readonly [key: string, name: string])[];
} {
  const [withQuery = ''] = template.split('#');
  const [path = '', query = ''] = withQuery.split('?');
  return {
    path: Array.from(path.matchAll(/\{([^{}]*)\}/g), ([, name = '']) => name),
    query: [...new URLSearchParams(query)].flatMap(([key, value]) => {
      const [, name] = /^\{([^{}]*)\}$/.exec(value) ?? [];
      return name === undefined ? [] : [[key, name] as const];
    }),
  };
}

function parseSegment(segment: string): Segment {
  const parts = segment.split(/(\{[^{}]*\})/).filter((part) => part !== '');
  return parts.map((part) => (/^\{.*\}$/.test(part) ? { parameter: part.slice(1, -1) } : part));
}

/** The name that makes two segments one place: parameters are alike whatever they are called. */
export function segmentKey(segment: Segment): string {
  return segment.map((part) => (typeof part === 'string' ? part : '{}')).join('');
}

/** The values of the parameters of a segment, as they stand in the path; `undefined` when the text is no such segment. */
export function valuesIn(segment: Segment, text: string): string[] | undefined {
  const values: string[] = [];
  let at = 0;
  for (const [index, part] of segment.entries()) {
    if (typeof part === 'string') {
      if (!text.startsWith(part, at)) return undefined;
      at += part.length;
      continue;
    }
    const end = endOfValue(segment.slice(index + 1), text, at);
    if (end === -1) return undefined;
    values.push(text.slice(at, end));
    at = end;
  }
  return at === text.length ? values : undefined;
}

/** A value goes to the next text of the segment, or to its end; it has at least one character. */
function endOfValue(rest: Segment, text: string, from: number): number {
  if (from >= text.length) return -1;
  const next = rest.find((part) => typeof part === 'string');
  if (next === undefined) return rest.length === 0 ? text.length : from + 1;
  return rest.length === 1 && text.endsWith(next)
    ? Math.max(from + 1, text.length - next.length)
    : text.indexOf(next, from + 1);
}
