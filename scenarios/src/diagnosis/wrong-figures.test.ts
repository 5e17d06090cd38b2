import { figuresOf, type Policy, type Rules, rankOrderOf, rulesWith, standardPolicy } from '@billing-testkit/engine';
import { describe, expect, test } from 'vitest';
import { littleMatrix } from '../../test/little-matrix.ts';
import { named } from '../../test/little-run.ts';
import type { Bill } from '../cases/bill.ts';
import { billByEngine } from '../cases/bill-by-engine.ts';
import { referenceFor, type Via } from '../cases/reference.ts';
import { calendar } from '../matrices/built-in/calendar.ts';
import { credits } from '../matrices/built-in/credits.ts';
import { payments } from '../matrices/built-in/payments.ts';
import { pricing } from '../matrices/built-in/pricing.ts';
import type { Matrix } from '../matrices/matrix.ts';
import { runCells } from '../runs/run-cells.ts';
import { type PlanOptions, planRun, runMatrix } from '../runs/run-matrix.ts';
import { engineTarget } from '../targets/engine-target.ts';
import type { Target } from '../targets/target.ts';
import { Asking } from './asking.ts';
import { diagnose } from './diagnose.ts';
import type { Diagnosis } from './diagnosis.ts';
import { engineOutcomesOf } from './engine-outcomes.ts';
import { explainRuns } from './explain-runs.ts';

/** The standard catalog with other values of some figures. */
function policyWith(values: Readonly<Record<string, string>>): Policy {
  return Object.entries(values).reduce<Policy>((policy, [name, value]) => {
    const ranks = rankOrderOf(policy);
    const figure = [...figuresOf(policy), ...(ranks ? [ranks] : [])].find((one) => one.name === name);
    const changed = figure?.withValue(value);
    if (!changed) throw new Error(`${name} can't be ${value}.`);
    return changed;
  }, standardPolicy);
}

/** The engine by another catalog. Its bills do not print prices, rates and periods when it tells nothing. */
function billing(
  values: Readonly<Record<string, string>>,
  telling: 'all' | 'nothing' = 'all',
  rules?: Partial<Rules>,
): Target {
  const policy = policyWith(values);
  const own = rulesWith([], policy);
  const target = engineTarget({ policy, rules: { ...own, ...rules } });
  return telling === 'all' ? target : { ...target, omits: silent };
}

const silent = ['lineItems.pricing', 'taxRate', 'period.start', 'period.end', 'period.timeZone', 'dueDate'];

interface Asked extends PlanOptions {
  readonly target: Target;
  readonly via?: Via;
}

/** The diagnosis of a target that may be asked for further cells. */
async function diagnosed(planned: Matrix, { target, via = 'account', ...options }: Asked): Promise<Diagnosis> {
  const { matrix, cells, selection, policy } = planRun(planned, options);
  const reference = referenceFor(via, policy);
  const run = await runCells({ matrix, target, reference }, { cells, selection, via });
  const asking = new Asking(target, reference, new AbortController().signal);
  const { omits = [] } = target;
  return explainRuns([{ run, outcomesOf: engineOutcomesOf(matrix, reference), omits }], { asking });
}

function explained({ explanations }: Diagnosis): string[] {
  return explanations.map(({ defects, contradictedBy }) => `${defects.join(' + ')}${contradictedBy === 0 ? '' : '?'}`);
}

const kr = { members: ['kr'] };
const few = { ...kr, filter: 'usage=compute' };

describe('a figure is solved for', () => {
  test('that the bills print', async () => {
    const target = billing({ 'members.jp tax rate': '9' });
    const diagnosis = await diagnosed(littleMatrix, { target, members: ['kr', 'jp'], filter: 'usage=compute' });
    expect(diagnosis.explanations).toEqual([
      {
        defects: ['members.jp tax rate=9'],
        sentences: ['Tax is 9 %, not 10 %, for jp.'],
        broken: [{ section: 1, rule: 'members.jp tax rate is 10 in the catalog.' }],
        figures: [{ name: 'members.jp tax rate', value: '10', found: '9' }],
        explains: diagnosis.cells.length,
        contradictedBy: 0,
      },
    ]);
    expect(diagnosis.nearest).toBeUndefined();
  });

  test('that they do not print, to its last decimal, for which further cells are asked', async () => {
    const target = billing({ 'prices.compute.c2.c8m8.KRW': '397.123' }, 'nothing');
    const diagnosis = await diagnosed(littleMatrix, { target, ...few });
    expect(explained(diagnosis)).toEqual(['prices.compute.c2.c8m8.KRW=397.123']);
    expect(diagnosis.asked).toBeGreaterThan(0);
    expect(diagnosis.asked).toBeLessThanOrEqual(50);
  });

  test.each<[string, string, Matrix, PlanOptions]>([
    ['prices.network.traffic.out.KRW tier 1 upTo', '120', littleMatrix, { ...kr, filter: 'usage=meters' }],
    ['members.kr time zone', 'Asia/Shanghai', calendar, { ...kr, filter: 'inForce=none,meter=DELTA,month=2025-03' }],
    ['adjustments.defaultPriority', '95', pricing, { ...kr, filter: 'quantity=compute.c2.c8m8:large' }],
    ['adjustments.maxRateDiscount', '60', pricing, { ...kr, filter: 'quantity=compute.c2.c8m8:large' }],
  ])('%s: %s', async (name, value, matrix, options) => {
    const target = billing({ [name]: value }, name.endsWith('time zone') ? 'all' : 'nothing');
    expect(explained(await diagnosed(matrix, { target, ...options }))).toEqual([`${name}=${value}`]);
  });

  test('with all numbers of days that make the same bills', async () => {
    const target = billing({ 'lateFees.graceDays': '60' }, 'nothing');
    const { explanations } = await diagnosed(payments, {
      target,
      ...kr,
      filter: 'bill=some,path=none,earlier=overdue',
    });
    // Due on the 25th, a month is 34 to 37 days late at the second bill after it, and 64 days or more at the third.
    expect(explanations.map(({ sentences }) => sentences)).toEqual([
      ['The grace period is 45 days, not 30. Any from 38 to 64 makes the same bills.'],
    ]);
  });

  test('of which the order of credit types is one', async () => {
    const order = 'PROMOTIONAL = CAMPAIGN = BONUS before FREE = COMPENSATION before PAID before REFUND';
    const target = billing({ 'credits.ranks': order });
    const filter = 'recalculated=never,amount=part,granted=last';
    const { explanations } = await diagnosed(credits, { target, ...kr, filter });
    expect(explanations.map(({ sentences }) => sentences)).toEqual([
      ['Credits are used PAID before REFUND, not REFUND before PAID.'],
    ]);
  });

  test('that a target bills by and does not print', async () => {
    const target: Target = {
      name: 'other prints',
      bill: async (billingCase) => {
        const right = billByEngine(billingCase).bill;
        const { refusals, bill } = billByEngine(billingCase, {
          policy: policyWith({ 'prices.compute.c2.c8m8.KRW': '379' }),
        });
        return { refusals, bill: bill && printedAs(bill, right) };
      },
    };
    const { explanations } = await diagnosed(littleMatrix, { target, ...few });
    expect(explanations.map(({ sentences }) => sentences)).toEqual([
      ['compute.c2.c8m8 is billed at 379, not 397, in KRW. Its bills print what the catalog has.'],
    ]);
  });

  test('beside a known mistake', async () => {
    const rate = { 'members.kr tax rate': '9' };
    const both = billing(rate, 'nothing', named('tax-before-credits').rules);
    expect(explained(await diagnosed(littleMatrix, { target: both, ...few }))).toEqual([
      'members.kr tax rate=9 + tax-before-credits',
    ]);
  });

  test('of a target that is asked for previews, and of one that supports little', async () => {
    const policy = policyWith({ 'lateFees.rate': '6' });
    const preview = engineTarget({ policy, via: 'preview' });
    expect(explained(await diagnosed(littleMatrix, { target: preview, via: 'preview', ...few }))).toEqual([
      'lateFees.rate=6',
    ]);
    const asked: string[] = [];
    const little = billing({ 'prices.compute.c2.c8m8.KRW': '396.5' }, 'nothing');
    const target: Target = {
      ...little,
      supports: ['usage'],
      bill: (billingCase, context) => {
        asked.push(...Object.keys(billingCase));
        return little.bill(billingCase, context);
      },
    };
    const options = { target, ...few };
    expect(explained(await diagnosed(littleMatrix, options))).toEqual(['prices.compute.c2.c8m8.KRW=396.5']);
    expect(asked).not.toContain('lateUsage');
  });
});

/** A bill that prints prices as another one does. */
function printedAs(bill: Bill, other: Bill | undefined): Bill {
  const lineItems = bill.lineItems.map((line, index) => ({
    ...line,
    pricing: other?.lineItems[index]?.pricing ?? null,
  }));
  return { ...bill, lineItems };
}

test('no figure is named that a cell contradicts', async () => {
  const policy = policyWith({ 'members.kr tax rate': '9' });
  const target: Target = {
    name: 'sometimes 9 %',
    bill: async (billingCase) => {
      const isOther = (billingCase.credits ?? []).length > 0;
      return billByEngine(billingCase, isOther ? { policy } : {});
    },
  };
  const { explanations, nearest } = await diagnosed(littleMatrix, { target, ...few });
  expect(explanations.flatMap(({ figures = [] }) => figures)).toEqual([]);
  expect(nearest?.defects).toEqual(['members.kr tax rate=9']);
});

test('a target that is gone is asked a few times only', async () => {
  const right = billing({ 'prices.compute.c2.c8m8.KRW': '397.123' }, 'nothing');
  const run = await runMatrix(littleMatrix, { target: right, ...few });
  let calls = 0;
  const gone: Target = {
    ...right,
    bill: async () => {
      calls += 1;
      throw new Error('gone');
    },
  };
  const setup = { ...run.setup, openTarget: async () => ({ target: gone, close: async () => undefined }) };
  const { asked } = await diagnose({ ...run, setup });
  expect(asked).toBeUndefined();
  expect(calls).toBeLessThan(80);
});
