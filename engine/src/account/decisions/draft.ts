import { rulesOf } from '../../choices/choices.ts';
import type { Statement } from '../../model/statement.ts';
import type { Policy } from '../../policy/policy.ts';
import { standardPolicy } from '../../policy/standard-policy.ts';
import type { Rules } from '../../rules/rules.ts';
import type { Trace } from '../../statement/trace.ts';
import type { Instant, Month } from '../../values/calendar.ts';
import type { Account } from '../account.ts';
import type { AccountEvent } from '../events.ts';

/** Everything that a decision depends on besides the account itself. */
export interface Circumstances {
  /** The time of the events. */
  readonly now: Instant;
  /** The standard policy when absent. */
  readonly policy?: Policy;
  /** The billing rules as written when absent. */
  readonly rules?: Rules;
  /** Whether an id is that of something that may still join the account. When absent, none is. */
  readonly isTaken?: (id: string) => boolean;
  /** The function that is told the figures of a calculation. */
  readonly trace?: Trace | undefined;
  /** The function that makes each calculation of a statement by the one that it is given. It watches, and changes nothing. */
  readonly calculating?: Calculating | undefined;
}

/** Makes the calculation of a month, and may ask for its figures. */
export type Calculating = (month: Month, calculate: (trace: Trace | undefined) => Statement) => Statement;

/** The events that a command leads to, and the answer to it. */
export interface Decision<Answer> {
  readonly events: readonly AccountEvent[];
  readonly answer: Answer;
}

/** A decision in the making: the events so far and the ids they use. */
export class Draft {
  readonly account: Account;
  readonly now: Instant;
  readonly policy: Policy;
  readonly rules: Rules;
  readonly trace: Trace | undefined;
  readonly #calculating: Calculating | undefined;
  readonly #isTaken: (id: string) => boolean;
  readonly #events: AccountEvent[] = [];
  #sequence: number;

  constructor(account: Account, circumstances: Circumstances) {
    const { now, policy = standardPolicy, rules = rulesOf(policy), isTaken = () => false } = circumstances;
    this.#isTaken = isTaken;
    this.account = account;
    this.now = now;
    this.policy = policy;
    this.rules = rules;
    this.trace = circumstances.trace;
    this.#calculating = circumstances.calculating;
    this.#sequence = account.sequence;
  }

  /** A draft for the same circumstances at another time, on an account that the decisions before this one led to. */
  on(account: Account, now: Instant): Draft {
    const { policy, rules, trace } = this;
    return new Draft(account, { now, policy, rules, trace, calculating: this.#calculating, isTaken: this.#isTaken });
  }

  /** Makes a calculation, whose figures are told to the caller that asked for them. */
  calculated(month: Month, calculate: (trace: Trace | undefined) => Statement): Statement {
    const { trace } = this;
    if (!this.#calculating) return calculate(trace);
    return this.#calculating(month, (other) => calculate(bothOf(trace, other)));
  }

  /** The next id of the account's own sequence that nothing has yet: `<kind>-<uuid>-<n>`. */
  id(kind: string): string {
    const { uuid, contracts, adjustments } = this.account;
    let id: string;
    do {
      this.#sequence += 1;
      id = `${kind}-${uuid}-${this.#sequence}`;
    } while (contracts.has(id) || adjustments.has(id) || this.#isTaken(id));
    return id;
  }

  add(event: AccountEvent): void {
    this.#events.push(event);
  }

  decided<Answer>(answer: Answer): Decision<Answer> {
    if (this.#sequence > this.account.sequence) this.add({ type: 'idsMade', sequence: this.#sequence });
    return { events: this.#events, answer };
  }
}

function bothOf(one: Trace | undefined, other: Trace | undefined): Trace | undefined {
  if (!one || !other) return one ?? other;
  return (figure) => {
    one(figure);
    other(figure);
  };
}
