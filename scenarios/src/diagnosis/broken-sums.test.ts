import { type Defect, defectsOf, type Policy, standardPolicy } from '@billing-testkit/engine';
import { describe, expect, test } from 'vitest';
import { littleMatrix } from '../../test/little-matrix.ts';
import { runLittle } from '../../test/little-run.ts';
import type { Bill, BillRow } from '../cases/bill.ts';
import { billByEngine } from '../cases/bill-by-engine.ts';
import type { BillingCase } from '../cases/billing-case.ts';
import { referenceFor } from '../cases/reference.ts';
import { payments } from '../matrices/built-in/payments.ts';
import { smoke } from '../matrices/built-in/smoke.ts';
import { planRun } from '../runs/run-matrix.ts';
import type { Target } from '../targets/target.ts';
import { brokenSums, sumsIn } from './broken-sums.ts';
import type { BrokenSum } from './diagnosis.ts';
import { EngineOutcomes, engineOutcomesOf } from './engine-outcomes.ts';

/** The engine, but for changes of the bills that it makes. */
function changing(change: (bill: Bill) => Bill, omits?: readonly string[]): Target {
  return {
    name: 'changed',
    ...(omits && { omits }),
    bill: async (billingCase) => {
      const { refusals, bill } = billByEngine(billingCase);
      return { refusals, bill: bill && change(bill) };
    },
  };
}

function withTotal(name: string, change: (value: number) => number): (bill: Bill) => Bill {
  return (bill) => ({ ...bill, totals: { ...bill.totals, [name]: change(Number(bill.totals[name])) } });
}

function withLines(change: (line: BillRow) => BillRow): (bill: Bill) => Bill {
  return (bill) => ({ ...bill, lineItems: bill.lineItems.map(change) });
}

async function brokenSumsOf(target: Target): Promise<BrokenSum[]> {
  const run = await runLittle(target);
  const outcomesOf = engineOutcomesOf(littleMatrix, referenceFor('account', standardPolicy));
  return brokenSums([{ run, outcomesOf, ...(target.omits && { omits: target.omits }) }]);
}

async function sumsOf(target: Target): Promise<string[]> {
  const sums = await brokenSumsOf(target);
  return sums.map(({ figure, parts, sum, says }) => `${parts}: ${sum}, ${figure}: ${says}`);
}

// 100.5 h and 0.3 h, and 49.75 h of another project, at 397: 150.55 × 397 = 59 768, and a tax of a tenth.
describe('a total that is not the sum of what is printed', () => {
  test.each<[string, (bill: Bill) => Bill, string[]]>([
    [
      'usageAmount, from which nothing else follows',
      withTotal('usageAmount', (amount) => amount + 1),
      [
        'lines: 59768, usageAmount: 59769',
        'net amounts of the lines: 59768, usageAmount − contractDiscount: 59769',
        'usageAmount − contractDiscount + baseFee + minimumCommitment: 59769, subtotal: 59768',
      ],
    ],
    [
      'totalAmount',
      withTotal('totalAmount', (amount) => amount - 2),
      [
        'charge + vat + unpaidAmount + lateFee: 65744, totalAmount: 65742',
        'totalAmount − paidAmount: 65742, amountDue: 65744',
      ],
    ],
    ['amountDue', withTotal('amountDue', () => 0), ['totalAmount − paidAmount: 65744, amountDue: 0']],
    [
      'creditApplied',
      withTotal('creditApplied', (amount) => amount + 5),
      ['credits: 0, creditApplied: 5', 'subtotal + adjustmentTotal − creditApplied: 59763, charge: 59768'],
    ],
    [
      'discount',
      withTotal('discount', () => 7),
      ['contractDiscount and the adjustments that lower the bill: 0, discount: 7'],
    ],
    [
      'the net amount of a line',
      withLines((line) => ({ ...line, netAmount: Number(line.netAmount) - 1 })),
      [
        'its amount − discount: 40017, netAmount of a line: 40016',
        'net amounts of the lines: 59766, usageAmount − contractDiscount: 59768',
      ],
    ],
  ])('is told: %s', async (_, change, told) => {
    expect(await sumsOf(changing(change))).toEqual(told);
  });

  test('is told with the number of bills in which it is wrong, and the first of them', async () => {
    const odd = (bill: Bill) =>
      bill.totals.member === 'jp' ? withTotal('charge', (amount) => amount + 1)(bill) : withTotal('vat', () => 1)(bill);
    const [charge] = await brokenSumsOf(changing(odd));
    expect(charge).toMatchObject({ figure: 'charge', cell: { member: 'jp' }, bills: charge?.bills });
    expect(charge?.bills).toBeLessThan(charge?.checked ?? 0);
  });
});

describe('no sum is told', () => {
  test('that has a figure which the bills do not have, or have in another form', async () => {
    const lineless = (bill: Bill) =>
      withLines(({ amount: _, ...line }) => line)(withTotal('vat', (vat) => vat + 1)(bill));
    expect(await sumsOf(changing(lineless, ['lineItems.amount', 'totalAmount']))).toEqual([]);
    const listless = (bill: Bill) => ({ ...withTotal('vat', (vat) => vat + 1)(bill), lineItems: [] });
    expect(await sumsOf(changing(listless, ['lineItems', 'totalAmount']))).toEqual([]);
    const worded = (bill: Bill) => ({ ...bill, totals: { ...bill.totals, usageAmount: 'much' } });
    expect(await sumsOf(changing(worded))).toEqual([]);
  });

  const other: Policy = {
    ...standardPolicy,
    rules: {
      contractDiscount: 'ON_TOTAL',
      baseFeeDiscount: 'DISCOUNTED',
      adjustmentBase: 'ADDITIVE',
      taxRoundedPer: 'LINE',
    },
  };

  /** The sums of a case that do not add up in the engine's own bill, or in that of a known mistake. */
  function oddSums(billingCase: BillingCase, policy: Policy, mistakes: readonly Defect[]): string[] {
    const outcomes = new EngineOutcomes(billingCase, referenceFor('account', policy));
    const isUnpaid = (billingCase.payments ?? []).length === 0;
    return [[], ...mistakes.map((defect) => [defect])].flatMap((wrong) => {
      const { bill } = outcomes.with(wrong);
      const sums = bill ? sumsIn(bill, { omits: [], isUnpaid }) : [];
      const odd = sums.filter(({ sum, says }) => sum !== says);
      return odd.map(({ figure }) => `${wrong.map(({ name }) => name)}: ${figure}`);
    });
  }

  test.each([
    ['the standard catalog', standardPolicy],
    ['another catalog', other],
  ])('of right bills by %s, whatever was paid, nor of those of known mistakes', (_, policy) => {
    const options = { policy, members: ['kr'] };
    const one = planRun(smoke, options);
    const known = one.cells.flatMap((cell) => oddSums(one.matrix.caseOf(cell), policy, defectsOf(policy)));
    const paid = planRun(payments, options);
    const some = paid.cells.filter((_cell, index) => index % 7 === 0);
    const right = some.flatMap((cell) => oddSums(paid.matrix.caseOf(cell), policy, []));
    expect([...known, ...right]).toEqual([]);
  });

  test('when every bill agrees', async () => {
    expect(await sumsOf(changing((bill) => bill))).toEqual([]);
  });
});
