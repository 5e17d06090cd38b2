import { expect, test } from 'vitest';
import { type PaymentStatus, paymentTransitions } from '../index.ts';

const states = [
  'READY',
  'REGISTERED',
  'PENDING',
  'FAILED',
  'PARTIALLY_PAID',
  'PAID',
  'CANCELLED',
  'REFUNDED',
] as const satisfies PaymentStatus[];

/** §10, a row per state and a column per state it may become, both in the order above. */
const table = `
  READY           -  X  -  -  -  -  X  -
  REGISTERED      X  -  X  X  X  X  X  -
  PENDING         -  -  -  X  X  X  X  -
  FAILED          -  X  X  -  X  X  X  -
  PARTIALLY_PAID  -  X  X  -  X  X  -  X
  PAID            -  X  -  -  X  -  -  X
  CANCELLED       -  -  -  -  -  -  -  -
  REFUNDED        -  -  -  -  -  -  -  -
`;

const rows = table
  .trim()
  .split('\n')
  .map((row) => row.trim().split(/\s+/));

const pairs = states.flatMap((from, row) =>
  states.map((to, column) => ({ from, to, may: rows[row]?.[column + 1] === 'X', named: rows[row]?.[0] })),
);

test.each(pairs)('$from may become $to: $may', ({ from, to, may, named }) => {
  expect(named).toBe(from);
  const allowed: readonly PaymentStatus[] = paymentTransitions[from];
  expect(allowed.includes(to)).toBe(may);
});

test('there are no other states', () => {
  expect(Object.keys(paymentTransitions).sort()).toEqual([...states].sort());
});
