import execution from 'k6/execution';
import type { Counter } from 'k6/metrics';
import { type LoadRequest, requestOfKind } from '../requests/load-request.ts';
import { mixedRequestAt } from '../requests/month-of-requests.ts';
import { openMonth } from '../requests/readings.ts';
import { knownMonth, type SummedStatement } from './bill-problems.ts';
import { AccountCalls, send } from './calls.ts';
import type { Accounts } from './script-accounts.ts';
import type { counters } from './script-summary.ts';
import type { ScriptSettings } from './settings.ts';
import { checkKnown, checkSums } from './statement-check.ts';

/** The counters of the load. */
export type LoadMetrics = Readonly<Record<Exclude<keyof typeof counters, 'stored'>, Counter>>;

const LIMITED = 429;
const SERVER_ERROR = 500;

/** Sends one request of the load. Its number, which no other request has, says which. */
export function sendNext({ uuids }: Accounts, settings: ScriptSettings, metrics: LoadMetrics): void {
  const request = execution.scenario.iterationInTest;
  const { seed } = settings;
  const account = request % uuids.length;
  const sent = requestOfKind[mixedRequestAt(seed, request)]({ seed, request, account });
  const { status, body } = send({ ...sent, uuid: uuids[account] ?? '', purpose: 'load' }, settings);
  count(status, sent, metrics);
  if (sent.operationId === 'getStatements' && isSuccess(status)) {
    const { statements }: { statements: readonly SummedStatement[] } = JSON.parse(body);
    checkSums(statements[0]);
  }
}

/** k6 gives an answer that did not come the status 0. */
function count(status: number, { effect }: LoadRequest, metrics: LoadMetrics): void {
  const readings = effect?.kind === 'readings' ? effect.count : 0;
  if (isSuccess(status)) {
    metrics.succeeded.add(1);
    metrics.accepted.add(readings);
    return;
  }
  (status === LIMITED ? metrics.limited : metrics.failed).add(1);
  if (status === 0 || status >= SERVER_ERROR) metrics.inDoubt.add(readings);
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Looks at a bill of which every figure is known, on an account of its own, while the load runs. */
export function checkKnownBill(settings: ScriptSettings): void {
  const uuid = `k6-bill-${Date.now().toString(36)}-${execution.scenario.iterationInTest}`;
  try {
    checkKnown(knownStatement(new AccountCalls(settings, uuid, 'bill'), uuid));
  } catch (error) {
    // A check that did not happen would not count. k6 prints the error.
    checkKnown(undefined);
    throw error;
  }
}

function knownStatement(account: AccountCalls, uuid: string): SummedStatement | undefined {
  account.call('createAccount', { body: { uuid, member: 'kr' } });
  account.call('createMeters', { body: { meterList: [knownMonth.reading] } });
  account.call('calculateStatement', { body: { month: openMonth } });
  const { statements } = account.call('getStatements', { path: { month: openMonth } });
  account.call('deleteAccount', { path: { uuid } });
  return statements[0];
}
