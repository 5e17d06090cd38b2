import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reading } from '../../test/bills.ts';
import { Inspection } from '../inspection/inspection.ts';
import { exact } from '../values/exact.ts';
import { checkReading, receive } from './check-reading.ts';

const anything = fc.constantFrom<unknown[]>(
  ...[
    '',
    ' ',
    'x',
    'DELTA',
    'delta',
    '1',
    '1.5',
    '-1',
    '1.',
    '2025-03-10T00:00:00Z',
    '2025-03-10',
    '1969-12-31T23:59:59Z',
  ],
  ...[0, 1, -1, 0.5, 1e15, 1e-13, Number.NaN, null, undefined, true, {}, ['DELTA'], ['1'], new Date(0), 1n],
);

const timestamps = fc.constantFrom(
  ...[
    '2025-03-31T23:59:60Z',
    '2025-03-31T22:59:60Z',
    '2025-02-29T00:00:00Z',
    '2025-03-10t09:00:00.5+09:00',
    '9999-01-01T00:00:00Z',
  ],
);
const volumes = fc.constantFrom(
  '0',
  7,
  12.5,
  '999999999999999.999999999999',
  '1000000000000000',
  '0.1234567890123',
  1e-12,
);

const fields = ['projectId', 'counterName', 'counterType', 'unit', 'volume', 'timestamp', 'resourceId'];

/** Readings with times and volumes at the edges of valid values. Up to two of their fields hold arbitrary values instead. */
const readings = fc
  .tuple(volumes, timestamps, fc.dictionary(fc.constantFrom(...fields), anything, { maxKeys: 2 }))
  .map(([volume, timestamp, wrong]) => Object.assign(reading({ volume, timestamp }), wrong));

test('a reading is taken exactly when nothing is wrong with it', () => {
  const counts = { taken: 0, refused: 0 };
  fc.assert(
    fc.property(readings, (sent) => {
      const inspection = new Inspection();
      checkReading(inspection, sent, '');
      const isRight = inspection.details.length === 0;
      counts[isRight ? 'taken' : 'refused'] += 1;
      expect(receive(sent, 3) !== undefined).toBe(isRight);
    }),
    { numRuns: 5000 },
  );
  expect(Math.min(counts.taken, counts.refused)).toBeGreaterThan(100);
});

test('a reading that is taken has its place, its time and its volume as numbers', () => {
  const sent = reading({ timestamp: '1970-01-02T09:00:01.25+09:00', volume: '12.50' });
  const { volume, ...received } = receive(sent, 3) ?? {};
  expect(received).toEqual({ reading: sent, order: 3, second: 86_401, nanosecond: 250_000_000 });
  expect(volume?.equals(exact('12.5'))).toBe(true);
});
