import { distance } from 'fastest-levenshtein';

/** Nobody types a longer name, and comparing a longer one takes longer. */
const MAX_LENGTH = 100;

/** The message about a name that is not known, with the known name that may have been meant. */
export function unknownName(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  const names = known.join(', ');
  return near === undefined
    ? `is not known: there are ${names}`
    : `is not known: did you mean ${near}? There are ${names}`;
}

/** The message about a value that must be one of some names, with the name that may have been meant. */
export function mustBeOneOf(value: string, names: readonly string[]): string {
  const near = nearest(value, names);
  return `must be one of ${names.join(', ')}${near === undefined ? '' : `: did you mean ${near}?`}`;
}

/** The name that is nearest to `asked`, whatever the case of letters; less than half of the letters of `asked` differ. */
function nearest(asked: string, names: readonly string[]): string | undefined {
  if (asked === '' || asked.length > MAX_LENGTH) return undefined;
  const compared = names.map((name) => ({ name, letters: distance(asked.toLowerCase(), name.toLowerCase()) }));
  const [first] = compared.filter(({ letters }) => letters < asked.length / 2).sort((a, b) => a.letters - b.letters);
  return first?.name;
}
