import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeptEvidence } from './kept-evidence.ts';
import type { CellResult } from './results.ts';

/** The places of the cells of each signature that keep their evidence. The results come in the order of the signatures, or in another one. */
function keptOf(signatures: readonly string[], order = [...signatures.keys()]): Record<string, number[]> {
  const store = new KeptEvidence();
  const outcome = { refusals: [], bill: undefined };
  const first = { path: 'vat', stage: 'tax', expected: 2, actual: 1 } as const;
  const evidence = { expected: outcome, actual: outcome, differences: [first] };
  const remembered: CellResult[] = [];
  for (const place of order) {
    const cell = { number: String(place) };
    const signature = signatures[place] ?? '';
    remembered[place] = store.keep({ verdict: 'differs', cell, first, count: 1, signature, evidence }, place);
  }
  const kept: Record<string, number[]> = {};
  for (const result of store.withEvidence(remembered)) {
    if (result.verdict !== 'differs' || !result.evidence) continue;
    expect(result.evidence).toBe(evidence);
    kept[result.signature] = [...(kept[result.signature] ?? []), Number(result.cell.number)];
  }
  return kept;
}

test('of a signature the first twenty are kept', () => {
  expect(keptOf(Array.from({ length: 30 }, () => 'vat-'))).toEqual({
    'vat-': Array.from({ length: 20 }, (_, at) => at),
  });
});

test('common signatures give theirs up to one that is seen late', () => {
  const common = Array.from({ length: 3000 }, (_, index) => `common ${index % 60}`);
  const kept = keptOf([...common, 'rare', ...common, 'rare', 'rarest']);
  expect(kept.rare).toEqual([3000, 6001]);
  expect(kept.rarest).toEqual([6002]);
  expect(kept['common 0']?.slice(0, 3)).toEqual([0, 60, 120]);
  expect(Object.values(kept).flat()).toHaveLength(1000);
});

test('of as many as a thousand signatures each keeps its first, and no more are kept than that', () => {
  const signatures = Array.from({ length: 1100 }, (_, index) => `kind ${index}`);
  const kept = keptOf([...signatures.slice(0, 200), ...signatures.slice(0, 200), ...signatures]);
  expect(Object.entries(kept).filter(([, [first]]) => first !== undefined)).toHaveLength(1000);
  expect(kept['kind 7']).toEqual([7]);
  expect(kept['kind 999']).toEqual([1399]);
});

test('which are kept does not depend on the order in which the results come', () => {
  // Sixty kinds, of which some are in nearly every cell and some in one only, are more than a store has room for.
  const signatures = Array.from(
    { length: 3000 },
    (_, index) => `kind ${Math.floor((index * 7919) % (1 + (index % 83)))}`,
  );
  const places = [...signatures.keys()];
  const inOrder = keptOf(signatures);
  expect(Object.values(inOrder).flat()).toHaveLength(1000);
  const anyOrder = fc.shuffledSubarray(places, { minLength: places.length });
  fc.assert(
    fc.property(anyOrder, (order) => {
      expect(keptOf(signatures, order)).toEqual(inOrder);
    }),
    { numRuns: 10 },
  );
});
