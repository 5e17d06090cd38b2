/** The words of a name in lower case, joined by `_`: `billingAddress`, `billing-address` and `BillingAddress` are one. */
export function wordsOf(name: string): string {
  const known = words.get(name);
  if (known !== undefined) return known;
  if (words.size >= MAX_KEPT) words.clear();
  const found = splitWords(name);
  words.set(name, found);
  return found;
}

/** Names are few, and each answer asks for many of them. */
const words = new Map<string, string>();
const MAX_KEPT = 20_000;

function splitWords(name: string): string {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z\d]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .toLowerCase();
}
