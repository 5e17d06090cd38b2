import type { Difference } from './compare.ts';

/** Equal for outcomes that differ in the same figures in the same direction, whatever the lines and by however much. */
export function signatureOf(differences: readonly Difference[]): string {
  return [...new Set(differences.map((difference) => `${figureOf(difference.path)}${direction(difference)}`))].join(
    ' ',
  );
}

/** The figure at a path, whatever its line: `lineItems/web/compute/amount` is `lineItems.amount`. */
export function figureOf(path: string): string {
  const parts = path.split('/');
  return parts.length === 1 ? path : `${parts.at(0)}.${parts.at(-1)}`;
}

function direction({ expected, actual }: Difference): string {
  if (expected === undefined) return ' extra';
  if (actual === undefined) return ' missing';
  if (typeof expected !== 'number' || typeof actual !== 'number') return ' other';
  return actual > expected ? '+' : '-';
}
