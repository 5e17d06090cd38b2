import type { Operation } from './document.ts';

/** Where an operation is asked, with the document's examples for what its path names. */
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
