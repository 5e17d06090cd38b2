import type { Counter } from 'k6/metrics';
import { closedMonth, openMonth } from '../requests/readings.ts';
import { knownMonth } from './bill-problems.ts';
import { AccountCalls } from './calls.ts';
import type { ScriptSettings } from './settings.ts';
import { checkSums } from './statement-check.ts';

/** The names of the accounts that `setup` made. Each k6 process has its own. */
export interface Accounts {
  readonly uuids: readonly string[];
}

/** A bill that no load can pay in full. */
const closedReading = {
  ...knownMonth.reading,
  counterVolume: '1000000',
  timestamp: `${closedMonth}-10T09:00:00Z`,
  eventId: 'closed',
};

const RANDOM_NAMES = 46_656;
const RADIX = 36;

/** Creates the accounts, each with a closed month to pay and a calculated open month. */
export function openAccounts(settings: ScriptSettings): Accounts {
  const random = Math.floor(Math.random() * RANDOM_NAMES).toString(RADIX);
  const run = `${Date.now().toString(RADIX)}${random}`;
  const uuids = Array.from({ length: settings.accounts }, (_, index) => `k6-${run}-${index + 1}`);
  for (const uuid of uuids) {
    const account = new AccountCalls(settings, uuid, 'setup');
    account.call('createAccount', { body: { uuid, member: 'kr' } });
    account.call('createMeters', { body: { meterList: [closedReading] } });
    account.call('calculateStatement', { body: { month: closedMonth } });
    account.call('calculateStatement', { body: { month: openMonth } });
  }
  return { uuids };
}

/** Counts the readings that the accounts have, looks at their bills, and deletes them. */
export function checkAndDeleteAccounts({ uuids }: Accounts, settings: ScriptSettings, stored: Counter): void {
  for (const uuid of uuids) {
    const account = new AccountCalls(settings, uuid, 'setup');
    const { totalItems } = account.call('listMeters', { query: `?month=${openMonth}&itemsPerPage=1` });
    stored.add(totalItems);
    account.call('calculateStatement', { body: { month: openMonth } });
    checkSums(account.call('getStatements', { path: { month: openMonth } }).statements[0]);
    account.call('deleteAccount', { path: { uuid } });
  }
}
