import type { Operation } from './document.ts';

/** The path of an operation. A parameter that `names` does not have gets the document's example. */
export function targetOf({ template, parameters }: Operation, names: Readonly<Record<string, string>> = {}): string {
  return template.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
    return encodeURIComponent(names[name] ?? String(parameter?.example ?? 'text'));
  });
}

export type Query = readonly (readonly [name: string, value: string])[];

export function withQuery(target: string, query: Query): string {
  const pairs = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? target : `${target}?${pairs.join('&')}`;
}
