import { check } from 'k6';
import execution from 'k6/execution';
import { Counter } from 'k6/metrics';
import { type LoadRequest, requestOfKind } from '../requests/load-request.ts';
import { mixedRequestAt } from '../requests/month-of-requests.ts';
import { openMonth } from '../requests/readings.ts';
import { AccountCalls, send } from './calls.ts';
import { billProblems, isKnownBill, knownMonth, type SummedStatement } from './bill-problems.ts';
import { counters, type SummaryData, scriptSummary } from './script-summary.ts';
import { highestRate, type LoadShape, scriptOptions } from './script-options.ts';
import { settingsFrom } from './settings.ts';

/** What `setup` made: the names of the accounts, and the readings that they began with. */
export interface Accounts {
  readonly uuids: readonly string[];
}

/** The functions and options that k6 takes from a script of this name. */
export function loadScript(name: string, shape: LoadShape) {
  const settings = settingsFrom(__ENV, name);
  const metrics = {
    succeeded: new Counter(counters.succeeded),
    limited: new Counter(counters.limited),
    failed: new Counter(counters.failed),
    accepted: new Counter(counters.accepted),
    inDoubt: new Counter(counters.inDoubt),
    stored: new Counter(counters.stored),
  };
  const callsOf = (uuid: string, purpose: 'bill' | 'setup') => new AccountCalls(settings, uuid, purpose);

  /** Creates the accounts, each with a closed month to pay and a calculated open month. */
  function setup(): Accounts {
    const run = `${Date.now().toString(36)}${Math.floor(Math.random() * 46_656).toString(36)}`;
    const uuids = Array.from({ length: settings.accounts }, (_, index) => `k6-${run}-${index + 1}`);
    for (const uuid of uuids) openAccount(callsOf(uuid, 'setup'), uuid);
    return { uuids };
  }

  /** One request of the load. Its number, which no other request has, says which. */
  function load({ uuids }: Accounts): void {
    const request = execution.scenario.iterationInTest;
    const { seed } = settings;
    const account = request % uuids.length;
    const sent = requestOfKind[mixedRequestAt(seed, request)]({ seed, request, account });
    const answer = send({ ...sent, uuid: uuids[account] ?? '', purpose: 'load' }, settings);
    count(answer.status, sent);
    if (sent.operationId === 'getStatements' && answer.status === 200) checkStatement(answer.body);
  }

  function count(status: number, { effect }: LoadRequest): void {
    const readings = effect?.kind === 'readings' ? effect.count : 0;
    if (status >= 200 && status < 300) {
      metrics.succeeded.add(1);
      metrics.accepted.add(readings);
      return;
    }
    (status === 429 ? metrics.limited : metrics.failed).add(1);
    if (status === 0 || status >= 500) metrics.inDoubt.add(readings);
  }

  /** A bill of which every figure is known, on an account of its own, while the load runs. */
  function bills(): void {
    const uuid = `k6-bill-${Date.now().toString(36)}-${execution.scenario.iterationInTest}`;
    try {
      check(knownStatement(callsOf(uuid, 'bill'), uuid), { [IS_KNOWN]: isKnown, [IS_SUM]: isSum });
    } catch (error) {
      // A check that did not happen would not count. k6 prints the error.
      check(undefined, { [IS_KNOWN]: isKnown });
      throw error;
    }
  }

  /** Counts the readings that the accounts have, looks at their bills, and deletes them. */
  function teardown({ uuids }: Accounts): void {
    for (const uuid of uuids) {
      const account = callsOf(uuid, 'setup');
      const { totalItems } = account.call('listMeters', { query: `?month=${openMonth}&itemsPerPage=1` });
      metrics.stored.add(totalItems);
      account.call('calculateStatement', { body: { month: openMonth } });
      const [statement] = account.call('getStatements', { path: { month: openMonth } }).statements;
      check(statement, { [IS_SUM]: isSum });
      account.call('deleteAccount', { path: { uuid } });
    }
  }

  function handleSummary(data: SummaryData): Record<string, string> {
    const summary = scriptSummary(data, name, highestRate(shape, settings));
    return { [settings.summaryFile]: `${JSON.stringify(summary, null, 2)}\n`, stdout: `${summaryLine(summary)}\n` };
  }

  return { options: scriptOptions(shape, settings), setup, load, bills, teardown, handleSummary };
}

function openAccount(account: AccountCalls, uuid: string): void {
  const closedReading = { ...knownMonth.reading, counterVolume: '1000000', timestamp: '2025-02-10T09:00:00Z', eventId: 'closed' };
  account.call('createAccount', { body: { uuid, member: 'kr' } });
  account.call('createMeters', { body: { meterList: [closedReading] } });
  account.call('calculateStatement', { body: { month: '2025-02' } });
  account.call('calculateStatement', { body: { month: openMonth } });
}

function checkStatement(body: string): void {
  const { statements }: { statements: readonly SummedStatement[] } = JSON.parse(body);
  check(statements[0], { [IS_SUM]: isSum });
}

const IS_KNOWN = '100.5 hours cost what they should';
const IS_SUM = 'a bill is the sum of its parts';

function isKnown(bill: SummedStatement | undefined): boolean {
  return bill !== undefined && isKnownBill(bill);
}

function isSum(bill: SummedStatement | undefined): boolean {
  return bill !== undefined && billProblems(bill).length === 0;
}

function knownStatement(account: AccountCalls, uuid: string): SummedStatement | undefined {
  account.call('createAccount', { body: { uuid, member: 'kr' } });
  account.call('createMeters', { body: { meterList: [knownMonth.reading] } });
  account.call('calculateStatement', { body: { month: openMonth } });
  const { statements } = account.call('getStatements', { path: { month: openMonth } });
  account.call('deleteAccount', { path: { uuid } });
  return statements[0];
}

function summaryLine({ script, counts, thresholds }: ReturnType<typeof scriptSummary>): string {
  const missed = thresholds.filter(({ ok }) => !ok).map(({ metric, expression }) => `${metric} ${expression}`);
  const verdict = missed.length === 0 ? 'every threshold holds' : `missed: ${missed.join(', ')}`;
  return `${script}: ${counts.succeeded} answered, ${counts.limited} limited (429), ${counts.failed} failed; ${verdict}`;
}
