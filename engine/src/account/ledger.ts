import type { Money } from '../values/money.ts';
import type { AccountCredit, LedgerKind } from './account.ts';
import type { Draft } from './draft.ts';

interface Movement {
  readonly credit: Pick<AccountCredit, 'creditId' | 'type'>;
  readonly kind: LedgerKind;
  /** Minor units, positive. */
  readonly amount: Money;
  /** After it. */
  readonly balance: Money;
  readonly statementId?: string;
}

/** Writes down how a credit's balance moves. */
export function enterLedger(draft: Draft, { credit, ...movement }: Movement): void {
  const { creditId, type } = credit;
  draft.add({
    type: 'ledgerEntered',
    entry: { entryId: draft.id('entry'), creditId, type, ...movement, at: draft.now },
  });
}
