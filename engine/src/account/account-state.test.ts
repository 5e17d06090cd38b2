import fc from 'fast-check';
import { expect, test } from 'vitest';
import { members } from '../../test/arbitraries.ts';
import { commands } from '../../test/arbitrary-commands.ts';
import { livedAccount, takeIfAllowed } from '../../test/lived-account.ts';
import { seen, TestAccount } from '../../test/test-account.ts';
import { type AccountState, accountIn, type Command, stateOf } from '../index.ts';

const now = '2025-03-15T00:00:00.000000000Z';

/** The state as it is when it was written down and read again. */
function written(state: AccountState): AccountState {
  return JSON.parse(JSON.stringify(state));
}

test('an account in the state of another one is as that one, and goes on as that one does', () => {
  fc.assert(
    fc.property(members, commands, commands, (member, sent, then) => {
      const acme = livedAccount(member, sent, now);
      const state = written(stateOf(acme.account));
      const other = new TestAccount({}, accountIn(state));
      other.now = now;
      expect(seen(other.account)).toEqual(seen(acme.account));
      const more: Command[] = [...then, { type: 'advance', by: 'P3M' }];
      for (const command of more) for (const account of [acme, other]) takeIfAllowed(account, command);
      expect(seen(other.account)).toEqual(seen(acme.account));
      expect(stateOf(other.account)).toEqual(stateOf(acme.account));
    }),
    { numRuns: 60 },
  );
});

test.each<[string, (state: AccountState) => Partial<AccountState>]>([
  [
    'a reading without a number in its id',
    ({ readings }) => ({ readings: readings.map((one) => ({ ...one, meterId: 'm' })) }),
  ],
  [
    'a reading without a time',
    ({ readings }) => ({ readings: readings.map((one) => ({ ...one, timestamp: 'once' })) }),
  ],
  [
    'an assignment of a contract that is not there',
    () => ({ assignments: [{ contractId: 'c-9', monthFrom: '2025-01' }] }),
  ],
])('no account has %s', (_, wrong) => {
  const acme = new TestAccount();
  acme.use('2025-03', 5);
  const state = stateOf(acme.account);
  expect(() => accountIn({ ...state, ...wrong(state) })).toThrow(RangeError);
});
