import type { Account, AccountEvent } from '@billing-testkit/engine';

/** Counts of the accounts of one member, in one currency. */
export interface MemberCounts {
  readonly currency: string;
  readings: number;
  statements: number;
  /** The sum of the total amounts of the calculated statements, in minor units. */
  amount: number;
}

/** Counts the readings that were accepted and the statements that were calculated, by member. Deleting them takes nothing away. */
export class BillingCounts {
  readonly #members = new Map<string, MemberCounts>();

  get byMember(): ReadonlyMap<string, MemberCounts> {
    return this.#members;
  }

  /** Counts an event. A calculation that changes nothing makes no event. */
  note({ member }: Account, event: AccountEvent): void {
    if (event.type === 'readingsRecorded') {
      this.#of(member).readings += event.readings.length;
    } else if (event.type === 'statementCalculated') {
      const counts = this.#of(member);
      counts.statements += 1;
      counts.amount += event.statement.totalAmount;
    }
  }

  #of({ member, currency }: Account['member']): MemberCounts {
    const known = this.#members.get(member);
    if (known) return known;
    const counts = { currency, readings: 0, statements: 0, amount: 0 };
    this.#members.set(member, counts);
    return counts;
  }
}
