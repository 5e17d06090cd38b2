import type { Dimension } from './matrix.ts';
import { SelectionError, unknownWord } from './usage-errors.ts';

/** The labels that are wanted of some dimensions. Every label of the other dimensions is wanted. */
export type Filter = ReadonlyMap<string, readonly string[]>;

/** Reads `member=kr,credits=ALL`; several values of one dimension, `member=kr,member=jp`, are alternatives. */
export function parseFilter(text: string): Filter {
  const filter = new Map<string, string[]>();
  for (const condition of text.split(',')) {
    const [, name, label] = /^\s*([^=]+?)\s*=\s*(.+?)\s*$/s.exec(condition) ?? [];
    if (name === undefined || label === undefined) {
      throw new SelectionError(
        `The filter ${JSON.stringify(text)} can't be read: write it as dimension=value, like member=kr,credits=ALL.`,
      );
    }
    filter.set(name, [...(filter.get(name) ?? []), label]);
  }
  return filter;
}

/** The dimensions with the wanted labels alone, in the order they had. Throws a `SelectionError` for a label or dimension that does not exist. */
export function filtered(dimensions: readonly Dimension[], filter: Filter): Dimension[] {
  const names = dimensions.map(({ name }) => name);
  const unknownName = [...filter.keys()].find((name) => !names.includes(name));
  if (unknownName !== undefined) throw unknownWord(unknownName, names, 'The matrix has');
  return dimensions.map(({ name, labels }) => {
    const wanted = filter.get(name) ?? labels;
    const unknown = wanted.find((label) => !labels.includes(label));
    if (unknown !== undefined) throw unknownWord(unknown, labels, `The dimension ${name} has`);
    return { name, labels: labels.filter((label) => wanted.includes(label)) };
  });
}
