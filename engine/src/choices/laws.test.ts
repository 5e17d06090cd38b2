import fc from 'fast-check';
import { expect, test } from 'vitest';
import { statementInput } from '../../test/arbitraries.ts';
import { chosenPolicy } from '../../test/arbitrary-policies.ts';
import { amountsOf, sum, totalsByLines } from '../../test/footing.ts';
import { calculateStatement, type TracedFigure } from '../index.ts';

test('whatever a policy chooses, every statement foots, and nothing on it is below 0', () => {
  fc.assert(
    fc.property(statementInput, chosenPolicy, (input, policy) => {
      const statement = calculateStatement(input, { policy });
      expect(statement).toMatchObject(totalsByLines(statement));
      expect(amountsOf(statement).filter((amount) => !Number.isSafeInteger(amount) || amount < 0)).toEqual([]);
    }),
    { numRuns: 600 },
  );
});

test('whatever a policy chooses, the shares of a counter add up to what it was rounded to', () => {
  fc.assert(
    fc.property(statementInput, chosenPolicy, (input, policy) => {
      const traced: TracedFigure[] = [];
      const { lineItems } = calculateStatement(input, { policy, trace: (figure) => traced.push(figure) });
      for (const counterName of new Set(lineItems.map((line) => line.counterName))) {
        const lines = lineItems.filter((line) => line.counterName === counterName);
        const rounded = traced.filter(
          ({ figure, of }) => figure === 'counterAmount' && of?.counterName === counterName,
        );
        expect(sum(lines.map(({ amount }) => amount))).toBe(sum(rounded.map(({ value }) => Number(value))));
      }
    }),
    { numRuns: 300 },
  );
});

test('whatever a policy chooses, a statement is the same when it is traced', () => {
  fc.assert(
    fc.property(statementInput, chosenPolicy, (input, policy) => {
      const traced = calculateStatement(input, { policy, trace: () => undefined });
      expect(traced).toEqual(calculateStatement(input, { policy }));
    }),
    { numRuns: 200 },
  );
});
