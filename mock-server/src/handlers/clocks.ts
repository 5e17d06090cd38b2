import type { Schema } from '@billing-testkit/contracts';
import { type TimelineEntry, toInstant } from '@billing-testkit/engine';
import type { Clock } from '../store/account-clocks.ts';
import { toWireInstant } from '../wire/instant.ts';
import type { Handlers } from './handler.ts';

type ClockHandlers = Pick<Handlers, 'getClock' | 'setClock' | 'advanceClock'>;

export const clockHandlers: ClockHandlers = {
  getClock: ({ uuid }, { clocks }) => toWireClock(clocks.of(uuid)),

  setClock({ uuid, body: { now } }, { clocks, webhooks }) {
    const { isStopped } = clocks.of(uuid);
    const before = clocks.milliseconds(uuid);
    clocks.stop(uuid, toInstant(now) ?? now);
    if (!isStopped) webhooks.clockSet(uuid, before);
    return toWireClock(clocks.of(uuid));
  },

  advanceClock({ uuid, body: { dryRun = false, ...asked } }, { store, clocks, webhooks }) {
    const command = { type: 'advance', ...asked } as const;
    clocks.checkRoom(uuid);
    const { now, timeline } = dryRun ? store.dryRun(uuid, command) : store.update(uuid, command);
    if (!dryRun) {
      clocks.stop(uuid, now);
      webhooks.advanced(uuid);
    }
    return { now: toWireInstant(now), timeline: timeline.map(toWireEntry) };
  },
};

function toWireClock({ now, isStopped }: Clock) {
  return { now: toWireInstant(now), isStopped };
}

function toWireEntry({ at, ...entry }: TimelineEntry): Schema<'TimelineEntry'> {
  return { at: toWireInstant(at), ...entry };
}
