import type { Schema } from '@billing-testkit/contracts';
import type { Account, AccountCredit, Command, LedgerEntry } from '@billing-testkit/engine';
import { toWireInstant } from './instant.ts';

/** How a request calls the fields of a grant. */
export const grantNames = {
  validFrom: 'expirationDateFrom',
  expiresOn: 'expirationDateTo',
  expiresAfterMonths: 'expirationPeriod',
};

export function toGrant(campaignId: string, amount: number, terms: Schema<'CreditTerms'>): Command<'grantCredit'> {
  const { creditName: name, creditType = 'FREE', currency } = terms;
  const { expirationDateFrom: validFrom, expirationDateTo: expiresOn, expirationPeriod: expiresAfterMonths } = terms;
  return {
    type: 'grantCredit',
    campaignId,
    amount,
    creditType,
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
