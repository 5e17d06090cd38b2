import fc from 'fast-check';
import { type Command, creditTypes } from '../src/index.ts';
import * as arbitrary from './arbitraries.ts';

const months = fc.constantFrom('2025-01', '2025-02', '2025-03', '2025-04');

const recordReadings = fc
  .array(fc.tuple(arbitrary.reading, fc.option(fc.constantFrom('e-1', 'e-2', 'e-3'), { nil: undefined })), {
    maxLength: 6,
  })
  .map(
    (sent): Command => ({
      type: 'recordReadings',
      readings: sent.map(([reading, eventId]) => ({ ...reading, ...(eventId !== undefined && { eventId }) })),
    }),
  );

/** Now and then one that is refused as a whole. */
const wrongReadings = fc
  .tuple(arbitrary.reading, arbitrary.reading)
  .map(([reading, wrong]): Command => ({ type: 'recordReadings', readings: [reading, { ...wrong, volume: '-1' }] }));

const deleteReadings = fc
  .record({ from: fc.constantFrom('2025-02-01', '2025-03-10'), to: fc.constantFrom('2025-03-20', '2025-05-01') })
  .map((dates): Command => ({ type: 'deleteReadings', ...dates }));

const assignContract = fc
  .record({ terms: arbitrary.terms, monthFrom: months, contractId: fc.constantFrom('c-1', 'c-2') })
  .map(({ terms, monthFrom, contractId }): Command => {
    const otherwise = { name: contractId, terms };
    return { type: 'assignContract', contractId, billingGroupId: 'bg-acme', monthFrom, otherwise };
  });

const addAdjustment = arbitrary.adjustment.map(
  ({ monthFrom = '2025-01', ...adjustment }): Command => ({
    type: 'addAdjustment',
    adjustment: { ...adjustment, monthFrom },
  }),
);

const grantCredit = fc
  .record({
    creditType: fc.constantFrom(...creditTypes),
    // 0 is refused
    amount: fc.nat(100_000),
    expiresOn: fc.constantFrom('2025-02-28', '2025-04-07', '2026-01-01'),
  })
  .map((credit): Command => ({ type: 'grantCredit', ...credit }));

const calculate = months.map((month): Command => ({ type: 'calculate', month }));

const pay = fc
  .record({
    month: months,
    amount: fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: undefined }),
    outcome: fc.constantFrom('SUCCEEDS', 'SUCCEEDS', 'SUCCEEDS', 'IS_DECLINED', 'TAKES_HALF', 'STAYS_PENDING'),
  })
  .map(
    ({ amount, ...payment }): Command => ({
      type: 'pay',
      method: 'CARD',
      ...payment,
      ...(amount !== undefined && { amount }),
    }),
  );

/** What an account may be asked in its life; some of it is refused. */
export const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: recordReadings },
  { weight: 1, arbitrary: wrongReadings },
  { weight: 1, arbitrary: deleteReadings },
  { weight: 1, arbitrary: assignContract },
  { weight: 1, arbitrary: addAdjustment },
  { weight: 3, arbitrary: grantCredit },
  { weight: 6, arbitrary: calculate },
  { weight: 3, arbitrary: pay },
);

export const commands = fc.array(command, { minLength: 1, maxLength: 30 });
