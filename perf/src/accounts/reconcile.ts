import { isBillingApiError } from '@billing-testkit/sdk';
import { CREDIT_AMOUNT, type LoadRequest, PAYMENT_AMOUNT } from '../requests/load-request.ts';
import { closedMonth, openMonth, readingsOf } from '../requests/readings.ts';
import type { Reconciliation } from '../results/report.ts';
import { type AccountApi, forEachAtOnce } from './account-api.ts';
import { billDifference, expectedBill } from './expected-bill.ts';
import type { AccountWork, WorkRecord } from './work-record.ts';

/** Problems are mostly the same in every account. */
const MOST_PROBLEMS = 20;

/** An account, the work that was done on it, and the function that takes a sentence about a rule that does not hold. */
interface Check extends AccountApi {
  readonly seed: number;
  readonly work: AccountWork;
  readonly problem: (sentence: string) => void;
}

/**
 * Compares the state of each account with the answers: every accepted reading is in the bill, none twice, and the ledgers
 * balance. Requests of which nobody knows whether they were carried out are sent again first; their event ids and idempotency keys
 * make sure that they are carried out once. A call that fails is a problem, too.
 */
export async function reconcile(
  apis: readonly AccountApi[],
  seed: number,
  record: WorkRecord,
): Promise<Reconciliation> {
  const problems: string[] = [];
  const problem = (sentence: string) => {
    if (problems.length < MOST_PROBLEMS) problems.push(sentence);
  };
  if (record.isIncomplete) problem('So many requests had no answer that this check could not send all of them again.');
  let settled = 0;
  await forEachAtOnce(apis, async (api, index) => {
    const work = record.accounts[index];
    if (!work) return;
    const check: Check = { ...api, seed, work, problem: (sentence) => problem(`${api.uuid}: ${sentence}`) };
    try {
      settled += await settleDoubts(check, index, record);
      for (const step of steps) await step(check);
    } catch (error) {
      if (!isBillingApiError(error)) throw error;
      check.problem(`it could not be checked: ${error.message}`);
    }
  });
  const readings = record.accounts.flatMap((work) => work.readings).reduce((sum, { count }) => sum + count, 0);
  return { accounts: apis.length, readings, settled, problems };
}

async function settleDoubts(check: Check, index: number, record: WorkRecord): Promise<number> {
  const { inDoubt } = check.work;
  for (const request of inDoubt) {
    await sendAgain(check, request);
    if (request.effect) record.add(index, request.effect);
  }
  return inDoubt.length;
}

async function sendAgain({ client, options, seed }: Check, { effect, idempotencyKey }: LoadRequest): Promise<void> {
  if (effect?.kind === 'readings') {
    await client.meters.create({ meterList: readingsOf(seed, effect.request, effect.count) }, options);
  }
  if (effect?.kind === 'credit') {
    await client.credits.grant('load', { amount: CREDIT_AMOUNT, creditType: 'FREE' }, { ...options, idempotencyKey });
  }
  if (effect?.kind === 'payment') {
    await client.payments.pay(closedMonth, { amount: PAYMENT_AMOUNT }, { ...options, idempotencyKey });
  }
}

const steps: readonly ((check: Check) => Promise<void>)[] = [
  checkDuplicate,
  checkCount,
  checkBill,
  checkCredits,
  checkPayments,
  checkInvariants,
];

/** Readings that are sent a second time are not taken a second time. */
async function checkDuplicate({ client, options, seed, work, problem }: Check): Promise<void> {
  const last = work.readings.at(-1);
  if (!last) return;
  const meterList = readingsOf(seed, last.request, last.count);
  const { acceptedCount, duplicateCount } = await client.meters.create({ meterList }, options);
  if (acceptedCount === 0 && duplicateCount === last.count) return;
  problem(`${acceptedCount} of ${last.count} readings that were sent a second time were accepted again.`);
}

async function checkCount({ client, options, work, problem }: Check): Promise<void> {
  const { totalItems } = await client.meters.list({ month: openMonth, itemsPerPage: 1 }, options);
  const accepted = work.readings.reduce((sum, { count }) => sum + count, 0);
  if (totalItems !== accepted) problem(`it has ${totalItems} readings, but ${accepted} were accepted.`);
}

async function checkBill({ client, options, member, seed, work, problem }: Check): Promise<void> {
  await client.calculations.run({ month: openMonth }, options);
  const [actual] = (await client.statements.get(openMonth, options)).statements;
  const [closed] = (await client.statements.get(closedMonth, options)).statements;
  if (!actual || !closed) {
    problem('a calculated month has no statement.');
    return;
  }
  const difference = billDifference(expectedBill(member, seed, work, closed), actual);
  if (difference !== undefined) problem(`in the bill of ${openMonth}, ${difference}.`);
  const paid = work.payments * PAYMENT_AMOUNT;
  if (closed.paidAmount !== paid) problem(`${closed.paidAmount} is paid of ${closedMonth}, but ${paid} was sent.`);
}

/** Checks that the granted credits, less those that the open month used, are left, in the balance and in the ledger. */
async function checkCredits({ client, options, work, problem }: Check): Promise<void> {
  const { totalBalance } = await client.credits.balance(options);
  const [statement] = (await client.statements.get(openMonth, options)).statements;
  const left = work.credits * CREDIT_AMOUNT - (statement?.creditApplied ?? 0);
  if (totalBalance !== left) problem(`its credits are ${totalBalance}, but ${left} should be left.`);
  let sum = 0;
  for await (const { kind, amount } of client.credits.history({ itemsPerPage: 1_000 }, options)) {
    sum += minus.has(kind) ? -amount : amount;
  }
  if (sum !== left) problem(`its credit ledger comes to ${sum}, but ${left} should be left.`);
}

const minus: ReadonlySet<string> = new Set(['USE', 'EXPIRE', 'CANCEL']);

async function checkPayments({ client, options, work, problem }: Check): Promise<void> {
  const { payments } = await client.payments.list({ monthFrom: closedMonth, monthTo: closedMonth }, options);
  if (payments.length !== work.payments) {
    problem(`it lists ${payments.length} payments, but ${work.payments} were made.`);
  }
  const sum = payments.reduce((total, { amount }) => total + amount, 0);
  const paid = work.payments * PAYMENT_AMOUNT;
  if (sum !== paid) problem(`its payments come to ${sum}, but ${paid} was sent.`);
}

/** The target's own check of every ledger and statement. */
async function checkInvariants({ client, options, problem }: Check): Promise<void> {
  const job = { batchJobCode: 'BATCH_RECONCILIATION', date: `${openMonth}-31` } as const;
  const { batchId } = await client.batches.create(job, options);
  const { status, results } = await client.batches.waitForCompletion(batchId, options);
  const bad = results?.find((result) => result.status !== 'SUCCEEDED' || (result.findings?.length ?? 0) > 0);
  if (status === 'COMPLETED' && !bad) return;
  problem(`the target's own reconciliation says: ${bad?.message ?? status}`);
}
