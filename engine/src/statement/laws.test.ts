import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as arbitrary from '../../test/arbitraries.ts';
import { chosenPolicy } from '../../test/arbitrary-policies.ts';
import { bill, pricedAt, reading } from '../../test/bills.ts';
import { amountsOf, sum, totalsByLines } from '../../test/footing.ts';
import { calculateStatement, type Pricing, previewStatement, type Statement, standardPolicy } from '../index.ts';

describe('a statement', () => {
  test('foots: every total is the sum of what is printed above it', () => {
    fc.assert(
      fc.property(arbitrary.statementInput, (input) => {
        const statement = calculateStatement(input);
        expect(statement).toMatchObject(totalsByLines(statement));
        expect(amountsOf(statement).every((amount) => Number.isSafeInteger(amount) && amount >= 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('compounds its adjustments: each starts from what the one before it left', () => {
    fc.assert(
      fc.property(arbitrary.statementInput, (input) => {
        const { lineItems, appliedAdjustments, baseFee, minimumCommitment, subtotal } = calculateStatement(input);
        const onProjects = appliedAdjustments.filter(({ level }) => level === 'PROJECT');
        const onGroup = appliedAdjustments.filter(({ level }) => level === 'BILLING_GROUP');
        expect(appliedAdjustments).toEqual([...onProjects, ...onGroup]);
        for (const projectId of new Set(onProjects.map(({ targetId }) => targetId))) {
          const lines = lineItems.filter((line) => line.projectId === projectId);
          const onProject = onProjects.filter(({ targetId }) => targetId === projectId);
          expectCompounding(onProject, sum(lines.map(({ netAmount }) => netAmount)));
        }
        const net = lineItems.map(({ netAmount }) => netAmount);
        const adjusted = onProjects.map(({ amount }) => amount);
        const left = expectCompounding(onGroup, sum([...net, ...adjusted, baseFee, minimumCommitment]));
        expect(left).toBe(subtotal + sum(appliedAdjustments.map(({ amount }) => amount)));
        expect(left).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 400 },
    );
  });

  test('is the same when it is traced, and every traced value is on it', () => {
    fc.assert(
      fc.property(arbitrary.statementInput, (input) => {
        const traced: (number | string)[] = [];
        const statement = calculateStatement(input, { trace: ({ value }) => traced.push(value) });
        expect(statement).toEqual(calculateStatement(input));
        expect(traced.at(-1)).toBe(statement.totalAmount);
      }),
      { numRuns: 300 },
    );
  });
});

/**
 * Expects each adjustment to start from the amount that the one before it left of `initial`, and gives the amount that the
 * last one leaves.
 */
function expectCompounding(applied: Statement['appliedAdjustments'], initial: number): number {
  let left = initial;
  for (const { baseAmount, amount } of applied) {
    expect(baseAmount).toBe(left);
    left += amount;
  }
  return left;
}

describe('readings', () => {
  test('that are split into two change nothing, where they are deltas', () => {
    const parts = fc.tuple(fc.nat(10 ** 9), fc.nat(10 ** 9), fc.integer({ min: 0, max: 12 }));
    fc.assert(
      fc.property(arbitrary.statementInput, arbitrary.reading, parts, (input, one, [a, b, places]) => {
        const delta = { ...one, counterName: 'compute.c2.c8m8', counterType: 'DELTA', unit: 'MINUTES' } as const;
        const others = input.readings ?? [];
        const whole = { ...delta, volume: arbitrary.decimalOf(a + b, places) };
        const split = [a, b].map((part) => ({ ...delta, volume: arbitrary.decimalOf(part, places) }));
        const [first = whole, second = whole] = split;
        expect(calculateStatement({ ...input, readings: [first, ...others, second] })).toEqual(
          calculateStatement({ ...input, readings: [whole, ...others] }),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('of distinct times may come in any order, whatever a policy chooses', () => {
    const distinct = fc.uniqueArray(arbitrary.reading, { selector: ({ timestamp }) => timestamp, maxLength: 25 });
    const shuffled = distinct.chain((readings) =>
      fc.tuple(fc.constant(readings), fc.shuffledSubarray(readings, { minLength: readings.length })),
    );
    fc.assert(
      fc.property(arbitrary.statementInput, shuffled, chosenPolicy, (input, [readings, reordered], policy) => {
        expect(calculateStatement({ ...input, readings: reordered }, { policy })).toEqual(
          calculateStatement({ ...input, readings }, { policy }),
        );
      }),
      { numRuns: 400 },
    );
  });

  test('of a month add up over the months: what a delta counter counts is billed once', () => {
    fc.assert(
      fc.property(arbitrary.members, arbitrary.readings, (member, readings) => {
        const units = readings.map(
          (sent) => ({ ...sent, counterName: 'test.units', counterType: 'DELTA', unit: 'UNITS' }) as const,
        );
        const whole = units.map((sent) => ({ ...sent, volume: Math.floor(Number(sent.volume)) }));
        const months = ['2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05'];
        const billed = months.map((month) => calculateStatement({ member, month, readings: whole }).usageAmount);
        expect(sum(billed)).toBe(sum(whole.map(({ volume }) => volume)));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a price', () => {
  test('that is graduated is never lowered by more usage', () => {
    const quantities = fc.tuple(fc.nat(10 ** 8), fc.nat(10 ** 8)).map((pair) => pair.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(arbitrary.graduated, quantities, (pricing, [less = 0, more = 0]) => {
        expect(costOf(pricing, less)).toBeLessThanOrEqual(costOf(pricing, more));
      }),
      { numRuns: 300 },
    );
  });

  test('of whole units at whole prices is what counting them one by one comes to', () => {
    const prices = fc
      .uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 3 })
      .chain((limits) =>
        fc.tuple(
          fc.constant(limits.toSorted((a, b) => a - b)),
          fc.array(fc.nat(50), { minLength: limits.length + 1, maxLength: limits.length + 1 }),
        ),
      );
    fc.assert(
      fc.property(prices, fc.nat(80), ([limits, unitPrices], quantity) => {
        const tiers = unitPrices.map((unitPrice, n) => ({ upTo: limits[n] ?? null, unitPrice }));
        const priceOf = (unit: number) => tiers.find(({ upTo }) => upTo === null || unit <= upTo)?.unitPrice ?? 0;
        const oneByOne = Array.from({ length: quantity }, (_, n) => priceOf(n + 1));
        const readings = [reading({ volume: quantity })];
        const cost = (model: 'GRADUATED' | 'VOLUME') =>
          bill({ readings, contracts: pricedAt({ model, tiers }) }).usageAmount;
        expect(cost('GRADUATED')).toBe(sum(oneByOne));
        expect(cost('VOLUME')).toBe(quantity * priceOf(quantity));
      }),
      { numRuns: 400 },
    );
  });

  test('is shared out whole, each share less than one unit from the exact one', () => {
    const quantities = fc.array(fc.nat(10 ** 6), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(arbitrary.pricing, quantities, (pricing, scaled) => {
        const readings = scaled.map((n, project) =>
          reading({ projectId: `p-${project}`, volume: arbitrary.decimalOf(n, 3) }),
        );
        const contracts = pricedAt(pricing);
        const { lineItems, usageAmount } = bill({ readings, contracts });
        const used = scaled.reduce((total, n) => total + BigInt(n), 0n);
        const alone = bill({ readings: [reading({ volume: arbitrary.decimalOf(used, 3) })], contracts });
        expect(usageAmount).toBe(alone.usageAmount);
        expect(sum(lineItems.map(({ amount }) => amount))).toBe(usageAmount);
        if (used === 0n) return;
        for (const [project, { amount }] of lineItems.entries()) {
          // |amount − total × n ÷ used| < 1
          const off = BigInt(amount) * used - BigInt(usageAmount) * BigInt(scaled[project] ?? 0);
          expect(off > -used && off < used).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });
});

function costOf(pricing: Pricing, scaled: number): number {
  return bill({ readings: [reading({ volume: arbitrary.decimalOf(scaled, 4) })], contracts: pricedAt(pricing) })
    .usageAmount;
}

describe('credits', () => {
  test('never exceed their balances or the charge, and leave nothing to pay while one is left', () => {
    fc.assert(
      fc.property(arbitrary.statementInput, (input) => {
        const { appliedCredits, creditApplied, subtotal, adjustmentTotal, charge } = calculateStatement(input);
        const balances = new Map(input.credits?.map(({ creditId, balance }) => [creditId, balance]));
        for (const { creditId, amountApplied, remainingBalance } of appliedCredits) {
          expect(amountApplied).toBeGreaterThan(0);
          expect(remainingBalance).toBeGreaterThanOrEqual(0);
          expect(amountApplied + remainingBalance).toBe(balances.get(creditId));
        }
        expect(creditApplied).toBeLessThanOrEqual(subtotal + adjustmentTotal);
        expect(new Set(appliedCredits.map(({ creditId }) => creditId)).size).toBe(appliedCredits.length);
        if (charge > 0) expect(appliedCredits.every(({ remainingBalance }) => remainingBalance === 0)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  const rank = [['PROMOTIONAL', 'CAMPAIGN', 'BONUS'], ['FREE', 'COMPENSATION'], ['REFUND'], ['PAID']];
  const edges = {
    '2025-02': ['2025-02-01', '2025-02-28', '2025-03-07'],
    '2025-03': ['2025-03-01', '2025-03-31', '2025-04-07'],
  };

  test('of a higher place are used up before the next is touched', () => {
    fc.assert(
      fc.property(arbitrary.statementInput, (input) => {
        const [first = '', last = '', soon = ''] = input.month === '2025-02' ? edges['2025-02'] : edges['2025-03'];
        const currency = standardPolicy.members.find(({ member }) => member === input.member)?.currency;
        // The rules of §6, as a list of sort keys.
        const usable = (input.credits ?? [])
          .filter((credit) => (credit.currency ?? currency) === currency && credit.balance > 0)
          .filter(({ validFrom = first, expiresOn = last }) => validFrom <= last && expiresOn >= first)
          .map((credit, granted) => {
            const { expiresOn = '9999-12-31' } = credit;
            const type = rank.findIndex((types) => types.includes(credit.type));
            return { ...credit, key: `${expiresOn <= soon ? 0 : 1} ${type} ${expiresOn} ${granted}` };
          })
          .sort((a, b) => (a.key < b.key ? -1 : 1));
        const { appliedCredits, charge, creditApplied } = calculateStatement(input);
        let left = charge + creditApplied;
        const uses = usable.map(({ creditId, balance }) => {
          const amount = Math.min(balance, left);
          left -= amount;
          return [creditId, amount];
        });
        const used = appliedCredits.map(({ creditId, amountApplied }) => [creditId, amountApplied]);
        expect(used).toEqual(uses.filter(([, amount]) => amount !== 0));
      }),
      { numRuns: 400 },
    );
  });
});

test('a preview is the bill of an account to which just that happened', () => {
  fc.assert(
    fc.property(arbitrary.statementInput, fc.nat(50_000), fc.boolean(), (input, unpaidAmount, isOverdue) => {
      const { member, month, readings = [], credits = [], adjustments = [], contracts = [] } = input;
      const [assigned] = contracts;
      const contract = assigned?.contract ?? {};
      const inForce = adjustments.map(({ level, targetId, type, value }, n) => ({
        adjustmentId: `adj-preview-${n + 1}`,
        level,
        targetId,
        type,
        value,
      }));
      const preview = previewStatement({
        member,
        month,
        billingGroupId: 'bg-acme',
        readings: readings.map(({ timestamp: _, ...sent }) => sent),
        contract,
        adjustments: inForce.map(({ adjustmentId: _, targetId, type, ...adjustment }) => ({
          ...adjustment,
          method: type.startsWith('FIXED') ? 'FIXED' : 'RATE',
          type: type.endsWith('DISCOUNT') ? 'DISCOUNT' : 'SURCHARGE',
          ...(adjustment.level === 'PROJECT' && { targetProjectId: targetId }),
        })),
        credits: credits.map(({ creditId: _, ...credit }) => credit),
        unpaidAmount,
        isOverdue,
      });
      const owed = { charge: unpaidAmount, vat: 0, lateFee: 0, paid: 0, lateFeeCharged: false, isOverdue };
      const expected = calculateStatement({
        member,
        month,
        readings: readings.map((sent) => ({ ...sent, timestamp: `${month}-15T12:00:00Z` })),
        contracts: [{ monthFrom: '2025-01', contract }],
        adjustments: inForce,
        credits: credits.map((credit, n) => ({ ...credit, creditId: `credit-preview-${n + 1}` })),
        carried: [{ month: '2024-12', ...owed }],
      });
      // A preview does not know of how many months the unpaid amount is.
      expect({ ...preview, lateFeeMonths: [] }).toEqual({ ...expected, lateFeeMonths: [] });
    }),
    { numRuns: 300 },
  );
});
