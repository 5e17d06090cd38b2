import type { Schema } from '@billing-testkit/contracts';
import { type Account, type AccountCredit, type Command, type LedgerEntry, sumMoney } from '@billing-testkit/engine';
import { toWireInstant } from './instant.ts';

/** The names of a grant's fields in a request. */
export const grantNames = {
  validFrom: 'expirationDateFrom',
  expiresOn: 'expirationDateTo',
  expiresAfterMonths: 'expirationPeriod',
};

export function toGrant(
  campaignId: string | undefined,
  amount: number,
  terms: Schema<'CreditTerms'>,
): Command<'grantCredit'> {
  const { creditName: name, creditType = 'FREE', currency } = terms;
  const { expirationDateFrom: validFrom, expirationDateTo: expiresOn, expirationPeriod: expiresAfterMonths } = terms;
  return {
    type: 'grantCredit',
    amount,
    creditType,
    ...(campaignId !== undefined && { campaignId }),
    ...(name !== undefined && { name }),
    ...(currency !== undefined && { currency }),
    ...(validFrom !== undefined && { validFrom }),
    ...(expiresOn !== undefined && { expiresOn }),
    ...(expiresAfterMonths !== undefined && { expiresAfterMonths }),
  };
}

export function toWireBalance({ type, balance, expiresOn }: AccountCredit): Schema<'CreditBalance'> {
  return { type, amount: balance, ...(expiresOn !== undefined && { expiryDate: expiresOn }) };
}

export function toWireEntry({ credits }: Account, entry: LedgerEntry): Schema<'CreditEntry'> {
  const { entryId, creditId, type, kind, amount, balance, at, statementId } = entry;
  const campaignId = credits.get(creditId)?.campaignId;
  return {
    entryId,
    creditId,
    creditType: type,
    kind,
    amount,
    balance,
    transactionDate: toWireInstant(at),
    ...(campaignId !== undefined && { campaignId }),
    ...(statementId !== undefined && { statementId }),
  };
}

/** The sum of an account's credits in its currency, in minor units. */
export function sumInCurrency(
  { credits, member }: Account,
  amounts: readonly { readonly creditId: string; readonly amount: number }[],
): number {
  const own = amounts.filter(({ creditId }) => credits.get(creditId)?.currency === member.currency);
  return sumMoney(own.map(({ amount }) => amount));
}

/** Whether a credit was paid for. */
export function balancePriceTypeOf({ type }: AccountCredit): Schema<'BalancePriceTypeCode'> {
  return type === 'PAID' ? 'PAID' : 'FREE';
}

/** The amount that statements have used of each credit, less the amount that they gave back, in minor units. */
export function usedAmounts({ ledger }: Account): ReadonlyMap<string, number> {
  const used = new Map<string, number>();
  for (const { creditId, kind, amount } of ledger) {
    const change = usedBy.get(kind) ?? 0;
    used.set(creditId, (used.get(creditId) ?? 0) + change * amount);
  }
  return used;
}

const usedBy: ReadonlyMap<LedgerEntry['kind'], number> = new Map([
  ['USE', 1],
  ['GIVE_BACK', -1],
]);

const statuses: Readonly<Record<NonNullable<AccountCredit['ended']>, Schema<'CreditStatus'>>> = {
  EXPIRE: 'EXPIRED',
  CANCEL: 'CANCELLED',
};

export function toWireCredit(credit: AccountCredit, usedAmount: number): Schema<'Credit'> {
  const { creditId, name, type, campaignId, currency, granted, balance, validFrom, expiresOn, grantedAt, ended } =
    credit;
  return {
    creditId,
    ...(name !== undefined && { creditName: name }),
    creditType: type,
    balancePriceTypeCode: balancePriceTypeOf(credit),
    ...(campaignId !== undefined && { campaignId }),
    currency,
    creditStatus: ended ? statuses[ended] : 'ACTIVE',
    creditAmount: granted,
    usedAmount,
    restAmount: balance,
    ...(validFrom !== undefined && { expirationDateFrom: validFrom }),
    ...(expiresOn !== undefined && { expirationDateTo: expiresOn }),
    grantedAt: toWireInstant(grantedAt),
  };
}
