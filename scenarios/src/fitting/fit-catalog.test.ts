import { figuresOf, type Policy, standardPolicy } from '@billing-testkit/engine';
import { parseCatalog } from '@billing-testkit/engine/catalog';
import { startMockServer } from '@billing-testkit/mock-server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { unlistedMistakes } from '../../test/unlisted-mistakes.ts';
import type { Outcome } from '../cases/bill.ts';
import { CaseProblem } from '../cases/billing-case.ts';
import { calendar } from '../matrices/built-in/calendar.ts';
import { payments } from '../matrices/built-in/payments.ts';
import { pricing } from '../matrices/built-in/pricing.ts';
import { smoke } from '../matrices/built-in/smoke.ts';
import { ApiTarget } from '../targets/api-target.ts';
import { engineTarget } from '../targets/engine-target.ts';
import type { Target } from '../targets/target.ts';
import { type FittedCatalog, fitCatalog } from './fit-catalog.ts';
import { fittedCatalogText, fittedText } from './fit-text.ts';
import { startingCatalog } from './starting-catalog.ts';

/** A catalog with one member and few prices, so that few cells are asked. */
const small: Policy = {
  ...standardPolicy,
  members: standardPolicy.members.slice(0, 1),
  priceBook: standardPolicy.priceBook
    .filter(({ counter }) => ['compute.c2.c8m8', 'network.traffic.out', '*'].includes(counter))
    .map(({ counter, prices }) => ({ counter, prices: prices.filter(({ currency }) => currency === 'KRW') })),
};

/** The small catalog with other figures and rules. */
function other(values: Readonly<Record<string, string>>, rules: Policy['rules'] = {}): Policy {
  const changed = Object.entries(values).reduce<Policy>((policy, [name, value]) => {
    const found = figuresOf(policy)
      .find((figure) => figure.name === name)
      ?.withValue(value);
    if (!found) throw new Error(`${name} can't be ${value}.`);
    return found;
  }, small);
  return { ...changed, rules };
}

/** A mock server that bills by a policy, as a target. */
async function served(policy: Policy): Promise<Target> {
  const server = await startMockServer({ port: 0, rateLimit: 0, policy });
  onTestFinished(() => server.close());
  return new ApiTarget({ url: server.url });
}

function said(target: Target, change: (outcome: Outcome, count: number) => Outcome): Target {
  let count = 0;
  return {
    ...target,
    async bill(billingCase, context) {
      count += 1;
      return change(await target.bill(billingCase, context), count);
    },
  };
}

const engine = engineTarget({ policy: small });
const few = { policy: small, matrices: [smoke] };

describe('the catalog of a system is found', () => {
  test.each([
    [
      { 'lateFees.rate': '6', 'prices.compute.c2.c8m8.KRW': '379' },
      { taxOn: 'BEFORE_CREDITS', gauge: 'PEAK' },
      [smoke, calendar],
    ],
    [
      { 'members.kr tax rate': '9', 'prices.network.traffic.out.KRW tier 1 upTo': '120' },
      { creditOrder: 'EXPIRY', roundedPer: 'PROJECT' },
      [smoke],
    ],
  ] as const)(
    'by a mock server with other figures and choices: %j',
    { timeout: 60_000 },
    async (values, rules, matrices) => {
      const policy = other(values, rules);
      const target = await served(policy);
      const found = await fitCatalog({ target, policy: small, matrices });
      expect(found.left).toBeUndefined();
      expect(verdictsOf(found)).toEqual(['agrees']);
      expect(parseCatalog(fittedCatalogText(found))).toMatchObject({
        ...policy,
        rules: expect.objectContaining(rules),
      });
    },
  );

  test('and each finding has a comment where it stands, in words and with the bills that show it', async () => {
    const target = engineTarget({ policy: other({ 'lateFees.rate': '6' }, { taxOn: 'BEFORE_CREDITS' }) });
    const found = await fitCatalog({ ...few, target });
    expect(found.findings.map(({ name, value, found: is }) => [name, value, is])).toEqual([
      ['lateFees.rate', '5', '6'],
      ['rules.taxOn', 'AFTER_CREDITS', 'BEFORE_CREDITS'],
    ]);
    const text = fittedCatalogText(found);
    expect(text).toMatch(/^ {2}# Found: The late fee is 6 %, not 5 %\. Shown by \d+ bills\.\n {2}rate: 6 /m);
    expect(text).toMatch(/# Found: rules\.taxOn is BEFORE_CREDITS, not AFTER_CREDITS: .*\n {2}taxOn: BEFORE_CREDITS$/m);
    expect(fittedText(found)).toContain('The late fee is 6 %, not 5 %.');
  });

  test('which is the catalog that the fit began with when the system bills by it', async () => {
    const found = await fitCatalog({ ...few, target: engine });
    expect([found.findings, found.policy, verdictsOf(found)]).toEqual([[], small, ['agrees']]);
  });

  test.each([
    ['0', 'NONE'],
    ['20', 'AFTER_GRACE'],
  ])('from a catalog without a grace period, when the system has %s days of grace', async (graceDays, lateFeeGrace) => {
    const base = other({ 'lateFees.graceDays': '0' }, { lateFeeGrace: 'NONE' });
    const target = engineTarget({ policy: other({ 'lateFees.graceDays': graceDays }) });
    const found = await fitCatalog({ policy: base, matrices: [payments], target });
    expect([found.policy.rules?.lateFeeGrace, found.policy.lateFees.graceDays > 0]).toEqual([
      lateFeeGrace,
      graceDays !== '0',
    ]);
    expect(verdictsOf(found)).toEqual(['agrees']);
  });

  test('also of a system whose bills print no prices and rates', async () => {
    const omits = ['lineItems.pricing', 'taxRate', 'period.timeZone', 'dueDate'];
    const policy = other({ 'prices.compute.c2.c8m8.KRW': '379.5', 'members.kr tax rate': '9' });
    const found = await fitCatalog({ ...few, target: { ...engineTarget({ policy }), omits } });
    expect(found.policy.priceBook).toEqual(policy.priceBook);
    expect(found.policy.members).toEqual(policy.members);
  });

  test('with the largest adjustment that it takes', async () => {
    const target = engineTarget({ policy: other({ 'adjustments.maxRateDiscount': '72.5' }) });
    const found = await fitCatalog({ ...few, matrices: [pricing], target });
    expect(found.policy.adjustments.maxRateDiscount).toBe('72.5');
  });

  test('of which what the bills do not show stays and is told', async () => {
    const supports = ['usage'] as const;
    const target = { ...engineTarget({ policy: other({ 'lateFees.rate': '6' }) }), supports };
    const found = await fitCatalog({ ...few, target });
    expect(found.findings).toEqual([]);
    expect(found.notExercised.map(({ name }) => name)).toContain('lateFees.rate');
    expect(fittedCatalogText(found)).toMatch(
      /^# No bill shows these values, so the target may have others: .* and \d+ more\.$/m,
    );
  });

  test('with cases left out that an adapter says it can’t be asked for', async () => {
    const target = said(engine, (outcome, count) => {
      if (count % 3 === 0) throw new CaseProblem('There is no such counter.');
      return outcome;
    });
    expect(verdictsOf(await fitCatalog({ ...few, target }))).toEqual(['agrees', 'skipped']);
  });
});

describe('members and counters that only the system knows', () => {
  const names = { members: ['sg:SGD'], counters: ['api.calls:CALLS'] };
  const start = startingCatalog(small, names);

  test('are begun with and found, with the terms that its bills print', async () => {
    const policy: Policy = {
      ...start,
      members: start.members.map((member) => ({ ...member, taxName: 'GST', taxRate: '9', timeZone: 'Asia/Singapore' })),
      priceBook: start.priceBook.map(({ counter, prices }) => ({
        counter,
        prices: prices.map((price) =>
          `${counter} ${price.currency}` === 'api.calls SGD' ? { ...price, pricing: tiered } : price,
        ),
      })),
    };
    const found = await fitCatalog({ target: engineTarget({ policy }), policy: start, matrices: [smoke, pricing] });
    expect(found.policy).toEqual(policy);
    const told = found.findings.map(({ name }) => name);
    expect(told).toEqual(
      expect.arrayContaining(['members.sg tax name', 'prices.api.calls.SGD', 'members.sg tax rate']),
    );
  });

  test.each([
    [{ members: ['sg'] }, /no member sg: write its currency, too, like sg:SGD/],
    [{ members: [''] }, /"" names no member/],
    [{ counters: ['a*'] }, /"a\*" names no counter/],
    [{ counters: Array.from({ length: 101 }, (_, index) => `c${index}`) }, /At most 100 names/],
  ])('are refused when no catalog can have them: %j', (wrong, reason) => {
    expect(() => startingCatalog(small, wrong)).toThrow(reason);
  });
});

const tiered = {
  model: 'GRADUATED',
  unit: 'CALLS',
  tiers: [
    { upTo: '1000', unitPrice: '0' },
    { upTo: null, unitPrice: '0.25' },
  ],
} as const;

describe('what no catalog says is told', () => {
  test('by the step, when nobody listed it', async () => {
    const mistake = unlistedMistakes.find(({ name }) => name === 'tax is rounded to tens');
    if (!mistake) throw new Error('There is no such mistake.');
    const found = await fitCatalog({ ...few, target: mistake.target });
    expect(verdictsOf(found)).toEqual(['agrees', 'differs']);
    expect(found.left?.nearest?.stage).toBe(mistake.stage);
    expect(fittedCatalogText(found)).toContain(`#   The first step that is not explained is ${mistake.stage}.`);
  });
});

describe('nothing is found of a target', () => {
  const refuses = (target: Target) => expect(fitCatalog({ ...few, target })).rejects;

  test('that makes two bills of one case', async () => {
    const target = said(engine, (outcome, count) => withTotal(outcome, 'vat', (vat) => vat + (count % 2)));
    await refuses(target).toThrow(/makes two bills of one case: vat is \d+ and then \d+ \(smoke: member=kr/);
  });

  test('that changes its mind in a few cases only', async () => {
    const target = said(engine, (outcome, count) =>
      withTotal(outcome, 'lateFee', (fee) => fee + Number(count % 7 === 0)),
    );
    await refuses(target).toThrow(/makes two bills of one case/);
  });

  test('that answers nonsense', async () => {
    const nonsense = said(engine, ({ bill, refusals }) => ({
      refusals,
      bill: bill && {
        totals: { member: 'x', month: '1', vat: 7 },
        lineItems: [{ amount: 1 }],
        appliedAdjustments: [],
        appliedCredits: [],
      },
    }));
    await refuses(nonsense).toThrow(/bills by no catalog: the one that comes nearest makes only \d+ % of the figures/);
  });

  test('whose answers are no bills', async () => {
    const broken: unknown = { totals: null, lineItems: 7 };
    const target: Target = {
      name: 'broken',
      bill: async () => JSON.parse(JSON.stringify({ refusals: [], bill: broken })),
    };
    await refuses(target).toThrow(/broken fails: .*It was asked twice\./);
  });

  test('that dies half-way, which is asked a few times more', async () => {
    let calls = 0;
    const target: Target = {
      name: 'mortal',
      async bill(billingCase, context) {
        calls += 1;
        if (calls > 30) throw new Error('connect ECONNREFUSED');
        return engine.bill(billingCase, context);
      },
    };
    await refuses(target).toThrow(/mortal fails: connect ECONNREFUSED \(smoke: .*\)\. It was asked twice\./);
    expect(calls).toBeLessThan(30 + 2 * 16 + 1);
  });

  test('that fails now and then, unless it answers when it is asked again', async () => {
    const target = said(engine, (outcome, count) => {
      if (count === 20) throw new Error('busy');
      return outcome;
    });
    expect(verdictsOf(await fitCatalog({ ...few, target }))).toEqual(['agrees']);
  });

  test('that can’t be reached, or when the fit is stopped', async () => {
    const check = () => Promise.reject(new Error('The system is away.'));
    await refuses({ ...engine, check }).toThrow('The system is away.');
    const stopped = AbortSignal.abort(new Error('stopped'));
    await expect(fitCatalog({ ...few, target: engine, signal: stopped })).rejects.toThrow('stopped');
  });
});

function verdictsOf({ runs }: FittedCatalog): string[] {
  return [...new Set(runs.flatMap(({ results }) => results.map(({ verdict }) => verdict)))].sort();
}

function withTotal({ bill, ...outcome }: Outcome, name: string, change: (value: number) => number): Outcome {
  return {
    ...outcome,
    bill: bill && { ...bill, totals: { ...bill.totals, [name]: change(Number(bill.totals[name])) } },
  };
}
