import fc from 'fast-check';
import { type Command, creditTypes, type PaymentStatus } from '../src/index.ts';
import * as arbitrary from './arbitraries.ts';

const statuses = [
  'READY',
  'REGISTERED',
  'PENDING',
  'FAILED',
  'PARTIALLY_PAID',
  'PAID',
  'CANCELLED',
  'REFUNDED',
] as const satisfies PaymentStatus[];

const someMonths = ['2025-01', '2025-02', '2025-03'];
const months = fc.constantFrom(...someMonths);

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

/** Readings of which one is wrong, so that all of them are refused. */
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
    amount: fc.nat(5_000),
    expiresOn: fc.constantFrom('2025-02-28', '2025-04-07', '2026-01-01'),
  })
  .map((credit): Command => ({ type: 'grantCredit', ...credit }));

const calculate = months.map((month): Command => ({ type: 'calculate', month }));

const pay = fc
  .record({
    month: months,
    amount: fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: undefined }),
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

/** The ids include those of the credits that are granted early. */
const creditIds = fc.integer({ min: 1, max: 15 }).map((n) => `credit-acme-${n}`);

/** Commands that end, undo or give back; most of them are refused where there is nothing to undo. */
const undoing: fc.Arbitrary<Command> = fc.oneof(
  months.map((month): Command => ({ type: 'settlePayment', month })),
  months.map((month): Command => ({ type: 'cancelPayments', month })),
  months.map((month): Command => ({ type: 'deleteCalculation', month })),
  fc
    .record({
      month: months,
      amount: fc.option(fc.integer({ min: 1, max: 2_000 }), { nil: undefined }),
      to: fc.constantFrom('PAYER', 'CREDIT'),
    })
    .map(({ amount, ...refund }): Command => ({ type: 'refund', ...refund, ...(amount !== undefined && { amount }) })),
  fc
    .record({ month: months, to: fc.constantFrom(...statuses) })
    .map((change): Command => ({ type: 'changePaymentStatus', ...change })),
  creditIds.map((creditId): Command => ({ type: 'cancelCredits', creditIds: [creditId] })),
  fc.constant<Command>({ type: 'expireCredits' }),
  fc.integer({ min: 1, max: 40 }).map((n): Command => ({ type: 'deleteReading', meterId: `meter-acme-${n}` })),
  fc.constant<Command>({ type: 'unassignContracts' }),
  fc.constant<Command>({ type: 'deleteContract', contractId: 'c-1' }),
);

/** Commands that an account may be asked; some of them are refused. */
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: recordReadings },
  { weight: 1, arbitrary: wrongReadings },
  { weight: 1, arbitrary: deleteReadings },
  { weight: 1, arbitrary: assignContract },
  { weight: 1, arbitrary: addAdjustment },
  { weight: 2, arbitrary: grantCredit },
  { weight: 4, arbitrary: calculate },
  { weight: 6, arbitrary: pay },
  { weight: 6, arbitrary: undoing },
);

/** Credits, and a bill for each month, so that there is something to pay. */
const beginning = fc
  .tuple(
    fc.array(grantCredit, { maxLength: 3 }),
    fc.tuple(...someMonths.map(() => fc.integer({ min: 1, max: 10_000 }))),
  )
  .map(([grants, volumes]): Command[] => [
    ...grants,
    ...volumes.flatMap((volume, n): Command[] => [
      { type: 'recordReadings', readings: [{ ...units, volume, timestamp: `${someMonths[n]}-10T00:00:00Z` }] },
      { type: 'calculate', month: someMonths[n] ?? '' },
    ]),
  ]);

const units = { projectId: 'p-a', counterName: 'test.units', counterType: 'DELTA', unit: 'UNITS' } as const;

export const commands = fc
  .tuple(beginning, fc.array(command, { minLength: 5, maxLength: 35, size: 'max' }))
  .map(([first, then]) => [...first, ...then]);
