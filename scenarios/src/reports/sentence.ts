/** A clause as a sentence of its own; a name that it begins with stays as it is. */
export function sentenceOf(clause: string): string {
  return `${clause.replace(/^[a-z]+(?![\w-])/, (word) => word.charAt(0).toUpperCase() + word.slice(1))}.`;
}
