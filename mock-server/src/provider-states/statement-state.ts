import { BillingError, type Command, type PaymentStatus, previewStatement } from '@billing-testkit/engine';
import { Refusal } from '../errors/refusal.ts';
import type { NewAccount } from './new-account.ts';
import type { ParamsOf, StateIds } from './state-request.ts';
import { volumeForTotal } from './volume-for-total.ts';

/** The counter of the reading, which the contract gives the price of one minor unit. */
const COUNTER = { counterName: 'pact.units', counterType: 'DELTA', unit: 'EA' } as const;

const CONTRACT = {
  name: 'One minor unit a piece',
  terms: { prices: [{ counterName: COUNTER.counterName, pricing: { model: 'FLAT', unitPrice: '1' } }] },
} as const;

type PaymentStep = Command<'changePaymentStatus' | 'pay' | 'refund'>;

const METHOD = 'CREDIT_CARD';

/** The steps that lead a calculated month to a state of its payment (§10). */
const stepsTo: Readonly<Record<PaymentStatus, (month: string, total: number) => readonly PaymentStep[]>> = {
  READY: () => [],
  REGISTERED: (month) => [{ type: 'changePaymentStatus', month, to: 'REGISTERED' }],
  PENDING: (month) => [{ type: 'pay', month, method: METHOD, outcome: 'STAYS_PENDING' }],
  // A month that owes nothing is paid as soon as it is registered.
  PAID: (month, total) =>
    total === 0 ? stepsTo.REGISTERED(month, total) : [{ type: 'pay', month, method: METHOD, outcome: 'SUCCEEDS' }],
  PARTIALLY_PAID: (month) => [{ type: 'pay', month, method: METHOD, outcome: 'TAKES_HALF' }],
  FAILED: (month) => [{ type: 'pay', month, method: METHOD, outcome: 'IS_DECLINED' }],
  CANCELLED: (month) => [{ type: 'changePaymentStatus', month, to: 'CANCELLED' }],
  REFUNDED: (month, total) => [...stepsTo.PAID(month, total), { type: 'refund', month, to: 'PAYER' }],
};

/**
 * Calculates a statement of the total that is asked for, from one reading under a contract, and pays it as far as is asked. Throws
 * `VALIDATION_ERROR` for a total that no bill comes to, and for a state that a payment of this total can't have.
 */
export function buildStatement(
  account: NewAccount,
  { month, total, paymentStatus = 'READY' }: ParamsOf<'an account with a calculated statement'>,
): StateIds {
  const { store, uuid, billingGroupId, projectId } = account;
  const volume = volumeForTotal(total, (candidate) => previewedTotal(account, month, candidate));
  const { contractId } = store.update(uuid, { type: 'createContract', ...CONTRACT }).contract;
  store.update(uuid, { type: 'assignContract', contractId, billingGroupId, monthFrom: month });
  const timestamp = startOf(account, month);
  const readings = [{ ...COUNTER, projectId, volume: String(volume), timestamp }];
  const [meterId = ''] = store.update(uuid, { type: 'recordReadings', readings }).meterIds;
  const { statementId } = store.update(uuid, { type: 'calculate', month }).bill;
  checkTotal(account, month, total);
  leadPaymentTo(account, { month, total, to: paymentStatus });
  const paymentGroupId = store.read(uuid).bills.get(month)?.paymentGroupId ?? '';
  const [paymentId] = store.read(uuid).payments.keys();
  return {
    contractId,
    meterId,
    statementId,
    paymentGroupId,
    ...(paymentId !== undefined && { paymentId }),
  };
}

/** The instant at which a month begins for the account, by the rules that bill it. */
export function startOf({ store, uuid }: NewAccount, month: string): string {
  const { rules } = store.circumstancesOf(uuid);
  return rules.billingPeriod(month, store.read(uuid).member.timeZone).start;
}

function previewedTotal({ store, uuid, billingGroupId, projectId }: NewAccount, month: string, volume: number): number {
  const { policy, rules } = store.circumstancesOf(uuid);
  const { member } = store.read(uuid).member;
  const readings = [{ ...COUNTER, projectId, volume: String(volume) }];
  const input = { member, month, billingGroupId, readings, contract: CONTRACT.terms };
  return previewStatement(input, { policy, rules }).totalAmount;
}

/** The bill is the account's own: rules that look at more than the reading may come to something else. */
function checkTotal({ store, uuid }: NewAccount, month: string, total: number): void {
  const reached = store.read(uuid).bills.get(month)?.statement.totalAmount;
  if (reached === total) return;
  throw Refusal.ofField('VALIDATION_ERROR', '/params/total', `can't be reached: the account's bill is ${reached}`);
}

interface WantedPayment {
  readonly month: string;
  readonly total: number;
  readonly to: PaymentStatus;
}

function leadPaymentTo({ store, uuid }: NewAccount, { month, total, to }: WantedPayment): void {
  const statusOf = () => store.read(uuid).bills.get(month)?.status;
  try {
    for (const step of stepsTo[to](month, total)) store.update(uuid, step);
  } catch (cause) {
    if (!(cause instanceof BillingError)) throw cause;
    throw notReached(`can't be reached: ${cause.message}`, cause);
  }
  if (statusOf() !== to) throw notReached(`can't be reached: the payment of this total is ${statusOf()}`);
}

function notReached(message: string, cause?: Error): Refusal {
  const path = '/params/paymentStatus';
  return new Refusal('VALIDATION_ERROR', `${path} ${message}`, [{ path, message }], { cause });
}
