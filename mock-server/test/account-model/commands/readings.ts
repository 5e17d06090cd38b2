import fc from 'fast-check';
import { textOf } from '../account-server.ts';
import { month } from '../arbitraries.ts';
import type { AccountModel } from '../model/account-model.ts';
import { type CounterName, counters, projects, type Reading } from '../model/readings.ts';
import { expectSame, type Step, step } from '../step.ts';

const readings: fc.Arbitrary<Reading> = fc
  .record({
    projectId: fc.constantFrom(...projects),
    counterName: fc.constantFrom<CounterName>('test.calls', 'compute.c2.c8m8'),
    month,
    volume: fc.oneof(fc.nat(20), fc.integer({ min: 1000, max: 20_000 })),
    eventId: fc.option(fc.constantFrom('ev-1', 'ev-2', 'ev-3'), { freq: 4, nil: undefined }),
  })
  .map(({ eventId, ...reading }) => ({ ...reading, ...(eventId !== undefined && { eventId }) }));

/** Readings of one or more months; a repeated event id counts once (§2). */
export const sendReadings: fc.Arbitrary<Step> = fc.array(readings, { minLength: 1, maxLength: 3 }).map((sent) => {
  const call = { method: 'POST', path: '/billing/meters', body: { meterList: sent.map(toMeter) } } as const;
  return step(textOf(call), async (account, server) => {
    await expectSame(server, call, () => record(account, sent));
  });
});

function toMeter({ counterName, month: billed, volume, ...reading }: Reading) {
  const { unit } = counters[counterName];
  const timestamp = `${billed}-10T12:00:00Z`;
  return { ...reading, counterName, counterUnit: unit, counterVolume: volume, timestamp };
}

function record({ readings: known }: AccountModel, sent: readonly Reading[]) {
  const before = known.length;
  for (const reading of sent) {
    const { eventId } = reading;
    const isRepeated = eventId !== undefined && known.some((one) => one.eventId === eventId);
    if (!isRepeated) known.push(reading);
  }
  const acceptedCount = known.length - before;
  return { acceptedCount, duplicateCount: sent.length - acceptedCount };
}
