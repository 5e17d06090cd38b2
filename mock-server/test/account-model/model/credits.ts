import type { Schema } from '@billing-testkit/contracts';
import { sum } from './arithmetic.ts';
import { type Day, daysAfter, firstDay, lastDay, type Month } from './calendar.ts';
import type { Currency } from './member.ts';

export type CreditType = Schema<'CreditType'>;
type EntryKind = Schema<'CreditEntryKind'>;

export interface CreditTerms {
  readonly type: CreditType;
  readonly amount: number;
  readonly campaignId?: string;
  readonly currency: Currency;
  readonly validFrom?: Day;
  readonly expiresOn?: Day;
}

export interface Credit extends CreditTerms {
  readonly creditId: string;
  balance: number;
  ended?: 'EXPIRE' | 'CANCEL';
}

interface Entry {
  readonly creditId: string;
  readonly kind: EntryKind;
  readonly amount: number;
  readonly balance: number;
}

export interface Use {
  readonly creditId: string;
  readonly amountApplied: number;
  readonly remainingBalance: number;
}

/** The order of use: groups of equal types (§6). */
const ranks: Record<CreditType, number> = {
  PROMOTIONAL: 1,
  CAMPAIGN: 1,
  BONUS: 1,
  FREE: 2,
  COMPENSATION: 2,
  REFUND: 3,
  PAID: 4,
};

const NEVER = '9999-12-31';

/** An account's credits in the order of granting, and their ledger (§6, §9). */
export class Credits {
  readonly all: Credit[] = [];
  readonly ledger: Entry[] = [];
  readonly #currency: Currency;

  /** The currency is the account's. */
  constructor(currency: Currency) {
    this.#currency = currency;
  }

  /** The credits in the account's currency: no others are used, or added up. */
  get inCurrency(): Credit[] {
    return this.all.filter(({ currency }) => currency === this.#currency);
  }

  grant(creditId: string, terms: CreditTerms, kind: 'GRANT' | 'REFUND' = 'GRANT'): void {
    const credit: Credit = { ...terms, creditId, balance: 0 };
    this.all.push(credit);
    this.#enter(credit, kind, terms.amount);
  }

  /** The amount that a month would use for a charge if its earlier calculation gave back its credits. */
  usesFor(month: Month, charge: number, back: readonly Use[]): Use[] {
    let left = charge;
    const usable = this.inCurrency.filter((credit) => isUsable(credit, month));
    const balances = new Map(
      usable.map((credit) => [credit, credit.balance + (credit.ended ? 0 : backTo(credit, back))]),
    );
    return usable.toSorted(orderOfUse(month)).flatMap((credit) => {
      const balance = balances.get(credit) ?? 0;
      const amountApplied = Math.min(balance, left);
      left -= amountApplied;
      const { creditId } = credit;
      return amountApplied > 0 ? [{ creditId, amountApplied, remainingBalance: balance - amountApplied }] : [];
    });
  }

  use(uses: readonly Use[]): void {
    for (const { creditId, amountApplied } of uses) this.#enter(this.find(creditId), 'USE', -amountApplied);
  }

  /** Gives back in the order of granting. An amount that returns to a credit that has ended meanwhile ends again (§9). */
  giveBack(uses: readonly Use[]): void {
    const used = this.all.filter((credit) => backTo(credit, uses) > 0);
    for (const credit of used) {
      const amount = backTo(credit, uses);
      this.#enter(credit, 'GIVE_BACK', amount);
      if (credit.ended) this.#enter(credit, credit.ended, -amount);
    }
  }

  /** Cancels the rest of the given credits; returns their number and the cancelled amount. */
  end(how: 'EXPIRE' | 'CANCEL', isMeant: (credit: Credit) => boolean): { count: number; amount: number } {
    const meant = this.all.filter((credit) => !credit.ended && isMeant(credit));
    const amount = sum(this.inCurrency.filter((credit) => meant.includes(credit)).map(({ balance }) => balance));
    for (const credit of meant) {
      credit.ended = how;
      if (credit.balance > 0) this.#enter(credit, how, -credit.balance);
    }
    return { count: meant.length, amount };
  }

  find(creditId: string): Credit {
    const found = this.all.find((credit) => credit.creditId === creditId);
    if (!found) throw new TypeError(`The model has no credit ${creditId}.`);
    return found;
  }

  #enter(credit: Credit, kind: EntryKind, change: number): void {
    credit.balance += change;
    const { creditId, balance } = credit;
    this.ledger.push({ creditId, kind, amount: Math.abs(change), balance });
  }
}

function backTo({ creditId }: Credit, back: readonly Use[]): number {
  return sum(back.filter((use) => use.creditId === creditId).map(({ amountApplied }) => amountApplied));
}

function isUsable({ validFrom = '', expiresOn = NEVER }: Credit, month: Month): boolean {
  return validFrom <= lastDay(month) && firstDay(month) <= expiresOn;
}

/** Credits that expire soon come first, then the order is by type, then by expiry; equal ones stay in the order of granting (§6). */
function orderOfUse(month: Month) {
  const keyOf = ({ type, expiresOn = NEVER }: Credit) => {
    const isExpiringSoon = expiresOn <= daysAfter(lastDay(month), 7);
    return `${isExpiringSoon ? 0 : 1} ${ranks[type]} ${expiresOn}`;
  };
  return (a: Credit, b: Credit) => (keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b)));
}
