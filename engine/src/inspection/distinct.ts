import type { Inspection } from './inspection.ts';

/** A name and the JSON pointer to where it is given. */
export interface NamedAt {
  readonly name: string;
  readonly path: string;
}

export function checkDistinct(inspection: Inspection, names: readonly NamedAt[]): void {
  const known = new Set<string>();
  for (const { name, path } of names) {
    inspection.require(!known.has(name), path, `must not be given twice: ${name} is there already`);
    known.add(name);
  }
}
