import fc from 'fast-check';
import { expect, test } from 'vitest';
import { members } from '../../test/arbitraries.ts';
import { commands } from '../../test/arbitrary-commands.ts';
import { livedAccount } from '../../test/lived-account.ts';
import { seen, type TestAccount } from '../../test/test-account.ts';
import { reconcile } from '../index.ts';

/** The commands are about January to March; they are taken before, among or after these months. */
const nows = fc.constantFrom(
  '2025-01-05T00:00:00.000000000Z',
  '2025-02-28T15:00:00.000000000Z',
  '2025-04-25T04:00:00.000000000Z',
);

const minute = 60_000;
/** Instants to the minute, often where months begin and dates end, so that several things fall due at once. */
const laters = fc.oneof(
  fc.integer({ min: 0, max: 400 * 24 * 60 }).map((minutes) => new Date(Date.parse('2025-01-05') + minutes * minute)),
  fc
    .tuple(
      fc.constantFrom('2025-01-31T15:00:00Z', '2025-03-01T00:00:00Z', '2025-03-27T00:00:00Z', '2025-04-01T04:00:00Z'),
      fc.integer({ min: -1, max: 1 }),
    )
    .map(([edge, off]) => new Date(Date.parse(edge) + off)),
);

const lives = fc.record({ member: members, sent: commands, now: nows, to: laters, between: laters });

/** The instant, or now when that is later. */
const notBefore = (acme: TestAccount, at: Date) => (at.toISOString() > acme.now ? at.toISOString() : acme.now);

test('a dry run tells what the advance does, and changes nothing', () => {
  fc.assert(
    fc.property(lives, ({ member, sent, now, to }) => {
      const acme = livedAccount(member, sent, now);
      const before = seen(acme.account);
      const command = { type: 'advance', to: notBefore(acme, to) } as const;
      const told = acme.decide(command);
      expect(seen(acme.account)).toEqual(before);
      expect(acme.decide(command)).toEqual(told);
      expect(acme.do(command)).toEqual(told.answer);
      expect(reconcile(acme.account)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('an advance in two parts is one advance', () => {
  fc.assert(
    fc.property(lives, ({ member, sent, now, to, between }) => {
      const [whole, parts] = [livedAccount(member, sent, now), livedAccount(member, sent, now)];
      const [first, last] = [between, to].map((at) => notBefore(whole, at)).sort();
      const timeline = whole.advance({ to: last ?? '' });
      expect([...parts.advance({ to: first ?? '' }), ...parts.advance({ to: last ?? '' })]).toEqual(timeline);
      expect(seen(parts.account)).toEqual(seen(whole.account));
    }),
    { numRuns: 60 },
  );
});

test('a timeline is in order of time, within the time that passed, and leaves nothing that is due', () => {
  fc.assert(
    fc.property(lives, ({ member, sent, now, to }) => {
      const acme = livedAccount(member, sent, now);
      const times = acme.advance({ to: notBefore(acme, to) }).map(({ at }) => at);
      expect([...times].sort()).toEqual(times);
      expect(times.filter((at) => at < now || at > acme.now)).toEqual([]);
      expect(acme.decide({ type: 'advance', to: acme.now }).events).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
