import {
  type Account,
  type AccountCredit,
  type Answer,
  amountDue,
  apply,
  BillingError,
  type Circumstances,
  type Command,
  type CommandType,
  type Decision,
  decide,
  type LiveAccount,
  type Member,
  type Month,
  type NewAccount,
  type NewAdjustment,
  type NewReading,
  openAccount,
  type Pay,
  type PaymentStatus,
  standardPolicy,
  type TimelineEntry,
} from '../src/index.ts';

type Opening = Partial<NewAccount> & Omit<Circumstances, 'now'>;

/** An account for tests: a command is decided, and its events are applied. */
export class TestAccount {
  readonly account: LiveAccount;
  now = '2025-03-15T00:00:00.000000000Z';
  readonly #circumstances: Omit<Circumstances, 'now'>;

  /** A new account, or the one that is given. */
  constructor({ policy = standardPolicy, rules, ...opening }: Opening = {}, account?: LiveAccount) {
    const member = memberNamed('etc');
    const createdAt = '2024-01-01T00:00:00.000000000Z';
    this.account = account ?? openAccount({ uuid: 'acme', member, createdAt, ...opening });
    this.#circumstances = { policy, ...(rules && { rules }) };
  }

  decide<Type extends CommandType>(command: Command<Type>): Decision<Answer<Type>> {
    return decide(this.account, command, { now: this.now, ...this.#circumstances });
  }

  do<Type extends CommandType>(command: Command<Type>): Answer<Type> {
    const { events, answer } = this.decide(command);
    for (const event of events) apply(this.account, event);
    return answer;
  }

  /** The refusal of the command. */
  refusal<Type extends CommandType>(command: Command<Type>): BillingError {
    return refusalOf(() => this.decide(command));
  }

  /** Lets time pass, and answers the events of it. */
  advance(time: Omit<Command<'advance'>, 'type'>): readonly TimelineEntry[] {
    const { now, timeline } = this.do({ type: 'advance', ...time });
    this.now = now;
    return timeline;
  }

  record(...readings: Partial<NewReading>[]): Answer<'recordReadings'> {
    return this.do({ type: 'recordReadings', readings: readings.map(aReading) });
  }

  /** Makes the month's usage cost `amount` more: `test.units` cost 1 each. */
  use(month: Month, amount: number): void {
    this.record({ volume: amount, timestamp: `${month}-10T00:00:00Z` });
  }

  calculate(month: Month) {
    this.do({ type: 'calculate', month });
    return this.statement(month);
  }

  /** A month with a bill of `amount` (before tax). */
  bill(month: Month, amount: number) {
    if (amount > 0) this.use(month, amount);
    return this.calculate(month);
  }

  pay(month: Month, amount?: number): Answer<'pay'> {
    return this.do(payment(month, amount));
  }

  adjust(adjustment: Partial<NewAdjustment>): string {
    return this.do(anAdjustment(adjustment)).adjustment.adjustmentId;
  }

  grant(amount: number, credit: Partial<Command<'grantCredit'>> = {}): string {
    return this.do(aGrant(amount, credit)).credit.creditId;
  }

  /** Puts the month's payment into a state, whatever led there. */
  put(month: Month, to: PaymentStatus): void {
    apply(this.account, { type: 'paymentStatusChanged', month, from: this.status(month), to });
  }

  statement(month: Month) {
    return this.billOf(month).statement;
  }

  status(month: Month): PaymentStatus {
    return this.billOf(month).status;
  }

  billOf(month: Month) {
    const bill = this.account.bills.get(month);
    if (!bill) throw new Error(`${month} was not calculated.`);
    return bill;
  }

  due(month: Month): number {
    return amountDue(this.account, month);
  }

  credit(creditId: string): AccountCredit {
    const credit = this.account.credits.get(creditId);
    if (!credit) throw new Error(`There is no credit ${creditId}.`);
    return credit;
  }

  balance(creditId: string): number {
    return this.credit(creditId).balance;
  }
}

export function memberNamed(name: string): Member {
  const member = standardPolicy.members.find((candidate) => candidate.member === name);
  if (!member) throw new Error(`The standard policy has no member ${name}.`);
  return member;
}

/** One `test.units` in March 2025, but for `fields`. */
export function aReading(fields: Partial<NewReading> = {}): NewReading {
  return {
    projectId: 'p-a',
    counterName: 'test.units',
    counterType: 'DELTA',
    unit: 'UNITS',
    volume: '1',
    timestamp: '2025-03-10T00:00:00Z',
    ...fields,
  };
}

/** A surcharge of 1000 on the billing group, but for `fields`. */
export function anAdjustment(fields: Partial<NewAdjustment> = {}): Command<'addAdjustment'> {
  const surcharge = { targetId: 'bg-acme', type: 'FIXED_SURCHARGE', value: '1000', monthFrom: '2025-01' } as const;
  return { type: 'addAdjustment', adjustment: { level: 'BILLING_GROUP', ...surcharge, ...fields } };
}

export function aGrant(amount: number, credit: Partial<Command<'grantCredit'>> = {}): Command<'grantCredit'> {
  return { type: 'grantCredit', creditType: 'FREE', amount, ...credit };
}

export function payment(month: Month, amount?: number, outcome: Pay['outcome'] = 'SUCCEEDS'): Command<'pay'> {
  return { type: 'pay', month, method: 'CARD', outcome, ...(amount !== undefined && { amount }) };
}

/** The `BillingError` that `refused` throws. */
export function refusalOf(refused: () => unknown): BillingError {
  try {
    refused();
  } catch (error) {
    if (error instanceof BillingError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

/** All that can be seen of an account, as plain data. */
export function seen(account: Account): unknown {
  const { readings, ...rest } = account;
  const all = [...readings.all()];
  return structuredClone({
    ...rest,
    readings: all,
    size: readings.size,
    byEvent: all.map(({ eventId = '' }) => readings.ofEvent(eventId)?.meterId),
    types: all.map(({ counterName }) => readings.typeOf(counterName)),
    billable: ['2024-12', '2025-01', '2025-02', '2025-03', '2025-04'].map((month) => readings.billable(month)),
  });
}
