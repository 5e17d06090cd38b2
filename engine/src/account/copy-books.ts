import type { Account } from './account.ts';
import type { LiveBooks } from './live-account.ts';

/**
 * A copy of the account on which decisions can be tried one after another: events that are applied to the copy leave the account as
 * it is. The readings, which are most of an account and which no step of an advance changes, are shared. It takes as long as the
 * account has credits, bills and payments.
 */
export function copyBooks(account: Account): LiveBooks {
  return {
    ...account,
    billingGroupNames: new Set(account.billingGroupNames),
    projects: new Map(account.projects),
    appKeys: new Map(account.appKeys),
    contracts: new Map(account.contracts),
    assignments: [...account.assignments],
    adjustments: new Map(account.adjustments),
    credits: new Map(account.credits),
    granted: new Map(account.granted),
    coupons: new Set(account.coupons),
    ledger: [...account.ledger],
    bills: new Map(account.bills),
    owing: new Map(account.owing),
    overdue: new Set(account.overdue),
    pending: new Map(account.pending),
    lateFees: new Map(account.lateFees),
    payments: new Map(account.payments),
    paymentsByMonth: copyTwice(account.paymentsByMonth),
    settled: copyTwice(account.settled),
    refunds: [...account.refunds],
  };
}

function copyTwice<Key, Inner, Value>(maps: ReadonlyMap<Key, ReadonlyMap<Inner, Value>>): Map<Key, Map<Inner, Value>> {
  return new Map(Array.from(maps, ([key, map]) => [key, new Map(map)]));
}
