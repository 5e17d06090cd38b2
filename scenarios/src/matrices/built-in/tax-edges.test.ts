import { type Member, type Policy, type Rounding, standardPolicy } from '@billing-testkit/engine';
import { describe, expect, test } from 'vitest';
import { taxEdges } from './tax-edges.ts';

function chargesFor(taxRate: Member['taxRate'], taxRounding: Rounding) {
  const [korea] = standardPolicy.members;
  if (!korea) throw new Error('The standard policy has members.');
  const policy: Policy = { ...standardPolicy, members: [{ ...korea, taxRate, taxRounding }] };
  return Object.fromEntries(Object.entries(taxEdges).map(([name, chargeOf]) => [name, chargeOf(policy, 'kr')]));
}

describe('the first charges from 1000 on whose tax is where rounding changes', () => {
  test.each([
    // 101, 101.9 and 100
    ['10', 'DOWN', 1010, 1019, 1000],
    // 101, 100.1 and 100
    ['10', 'UP', 1010, 1001, 1000],
    // 101.5, 100.4 and 100.5
    ['10', 'HALF_UP', 1015, 1004, 1005],
    ['10', 'HALF_EVEN', 1015, 1004, 1005],
    // 115.5, 140.4975 (a four hundredth less than a half, as 8.25 % is 33/400) and 82.5
    ['8.25', 'HALF_UP', 1400, 1703, 1000],
    // A fifth has no half. The nearest tax below one is 200.4.
    ['20', 'HALF_UP', 1000, 1002, 1000],
    // There is no tax.
    ['0', 'DOWN', 1000, 1000, 1000],
  ] as const)('at %s %% and %s are %d, %d and %d', (rate, rounding, atEdge, nearEdge, evenEdge) => {
    expect(chargesFor(rate, rounding)).toEqual({
      'tax:at-edge': atEdge,
      'tax:near-edge': nearEdge,
      'tax:even-edge': evenEdge,
      'tax:large': 100_000_000_001,
    });
  });
});
