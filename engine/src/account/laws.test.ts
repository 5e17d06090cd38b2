import fc from 'fast-check';
import { expect, test } from 'vitest';
import { members, readings } from '../../test/arbitraries.ts';
import { commands } from '../../test/arbitrary-commands.ts';
import { memberNamed, seen, TestAccount } from '../../test/test-account.ts';
import {
  type AccountEvent,
  apply,
  BillingError,
  type Command,
  calculateStatement,
  type LedgerKind,
  openAccount,
  outstandingIn,
  type Payment,
  type PaymentStatus,
  paymentsOf,
  paymentTransitions,
} from '../index.ts';

/** The effect of the command, or nothing when it is refused. */
function eventsOf(acme: TestAccount, command: Command): readonly AccountEvent[] {
  try {
    return acme.decide(command).events;
  } catch (error) {
    if (error instanceof BillingError) return [];
    throw error;
  }
}

/** Runs the commands on a new account, and calls `look` after each of them. */
function runCommands(
  member: string,
  sent: readonly Command[],
  look: (acme: TestAccount, events: readonly AccountEvent[]) => void,
): TestAccount {
  const acme = new TestAccount({ member: memberNamed(member) });
  for (const command of sent) {
    const events = eventsOf(acme, command);
    for (const event of events) apply(acme.account, event);
    look(acme, events);
  }
  return acme;
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

const amountOf = (allocations: readonly { amount: number }[]) => sum(allocations.map(({ amount }) => amount));

/** The effect of an entry on a balance. */
const signs: Record<LedgerKind, number> = { GRANT: 1, REFUND: 1, GIVE_BACK: 1, USE: -1, EXPIRE: -1, CANCEL: -1 };

test('every balance is what was granted and given back less what was used, and never below 0', () => {
  fc.assert(
    fc.property(members, commands, (member, sent) => {
      runCommands(member, sent, ({ account }) => {
        for (const credit of account.credits.values()) {
          const entries = account.ledger.filter(({ creditId }) => creditId === credit.creditId);
          const balances = entries.map((_, n) =>
            sum(entries.slice(0, n + 1).map(({ kind, amount }) => signs[kind] * amount)),
          );
          expect(entries.map(({ balance }) => balance)).toEqual(balances);
          expect(credit.balance).toBe(balances.at(-1));
          expect(Math.min(...balances)).toBeGreaterThanOrEqual(0);
          expect(entries.every(({ amount }) => amount > 0)).toBe(true);
        }
      });
    }),
    { numRuns: 80 },
  );
});

test('what is gone of the balances is used by statements, or ended', () => {
  fc.assert(
    fc.property(members, commands, (member, sent) => {
      const { account } = runCommands(member, sent, () => undefined);
      const granted = sum([...account.credits.values()].map((credit) => credit.granted));
      const left = sum([...account.credits.values()].map(({ balance }) => balance));
      const used = sum([...account.bills.values()].map(({ statement }) => statement.creditApplied));
      const ended = account.ledger.filter(({ kind }) => kind === 'EXPIRE' || kind === 'CANCEL');
      expect(left).toBe(granted - used - amountOf(ended));
      const whole = [...account.credits.values()].filter((credit) => credit.ended && credit.balance > 0);
      expect(whole).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('what is kept of an account in sums and by month is what its credits and payments say', () => {
  fc.assert(
    fc.property(members, commands, (member, sent) => {
      runCommands(member, sent, ({ account }) => {
        const credits = [...account.credits.values()];
        for (const currency of new Set(credits.map((credit) => credit.currency))) {
          const ofCurrency = credits.filter((credit) => credit.currency === currency);
          expect(account.granted.get(currency)).toBe(sum(ofCurrency.map(({ granted }) => granted)));
        }
        const payments = [...account.payments.values()];
        for (const month of account.bills.keys()) {
          const ofMonth = payments.filter((payment) => payment.month === month);
          expect(paymentsOf(account, month)).toEqual(ofMonth);
          const settled = ofMonth.filter(({ status }) => status === 'SETTLED');
          expect([...(account.settled.get(month)?.values() ?? [])]).toEqual(settled);
          const charged = account.bills.get(month)?.statement.lateFeeMonths;
          expect([...account.lateFees].flatMap(([owed, by]) => (by === month ? [owed] : [])).sort()).toEqual(charged);
        }
        const fees = [...account.bills.values()].flatMap(({ statement }) => statement.lateFeeMonths);
        expect([...account.lateFees.keys()].sort()).toEqual(fees.sort());
      });
    }),
    { numRuns: 80 },
  );
});

test('deciding changes nothing, also when it refuses', () => {
  fc.assert(
    fc.property(members, commands, (member, sent) => {
      const acme = new TestAccount({ member: memberNamed(member) });
      for (const command of sent) {
        const [before, asked] = [seen(acme.account), structuredClone(command)];
        const events = eventsOf(acme, command);
        expect(seen(acme.account)).toEqual(before);
        expect(command).toEqual(asked);
        for (const event of events) apply(acme.account, event);
      }
    }),
    { numRuns: 30 },
  );
});

test('calculating a month twice is calculating it once', () => {
  fc.assert(
    fc.property(members, commands, fc.constantFrom('2025-01', '2025-02', '2025-03'), (member, sent, month) => {
      const acme = runCommands(member, sent, () => undefined);
      for (const event of eventsOf(acme, { type: 'calculate', month })) apply(acme.account, event);
      expect(eventsOf(acme, { type: 'calculate', month })).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('a payment pays what it takes, and no month gets more than it owes', () => {
  fc.assert(
    fc.property(members, commands, (member, sent) => {
      runCommands(member, sent, ({ account }) => {
        const payments = [...account.payments.values()];
        for (const payment of payments) expect(amountOf(payment.allocations)).toBe(takenBy(payment));
        const settled = payments.filter(({ status }) => status === 'SETTLED');
        const allocations = settled.flatMap((payment) => payment.allocations);
        for (const bill of account.bills.values()) {
          expect(bill.paid).toBe(amountOf(allocations.filter(({ month }) => month === bill.month)));
          expect(bill.refunded).toBe(amountOf(account.refunds.filter(({ month }) => month === bill.month)));
          expect(bill.refunded).toBeLessThanOrEqual(bill.paid);
          const { charge, vat, lateFee } = bill.statement;
          expect(bill.paid).toBeLessThanOrEqual(charge + vat + lateFee);
        }
      });
    }),
    { numRuns: 150 },
  );
});

/** The amount that was taken for a payment. A payment that was cancelled after it was settled still has its allocations. */
const takenBy = ({ status, amount, allocations }: Payment) =>
  status === 'SETTLED' || (status === 'CANCELLED' && allocations.length > 0) ? amount : 0;

test('states move as the table allows, and say what is outstanding', () => {
  fc.assert(
    fc.property(members, commands, (member, sent) => {
      runCommands(member, sent, ({ account }, events) => {
        for (const { from, to } of events.filter((event) => event.type === 'paymentStatusChanged')) {
          const allowed: readonly PaymentStatus[] = paymentTransitions[from];
          expect(allowed).toContain(to);
        }
        const bills = [...account.bills.values()].map((bill) => ({ ...bill, outstanding: outstandingIn(bill) }));
        const paid = bills.filter(({ status }) => status === 'PAID');
        expect(paid.filter(({ outstanding }) => outstanding > 0)).toEqual([]);
        const partly = bills.filter(({ status }) => status === 'PARTIALLY_PAID');
        expect(partly.filter(({ outstanding }) => outstanding === 0)).toEqual([]);
        const unpaid = bills.filter(({ status }) => ['READY', 'REGISTERED', 'FAILED', 'CANCELLED'].includes(status));
        expect(unpaid.filter((bill) => bill.paid > 0)).toEqual([]);
        const refunded = bills.filter(({ status }) => status === 'REFUNDED');
        expect(refunded.filter((bill) => bill.refunded !== bill.paid)).toEqual([]);
        expect([...account.pending.keys()].sort()).toEqual(
          bills
            .filter(({ status }) => status === 'PENDING')
            .map(({ month }) => month)
            .sort(),
        );
      });
    }),
    { numRuns: 150 },
  );
});

test('what is due goes down by what is paid', () => {
  fc.assert(
    fc.property(members, commands, fc.integer({ min: 1, max: 200_000 }), (member, sent, amount) => {
      const acme = runCommands(member, sent, () => undefined);
      for (const month of ['2025-02', '2025-04']) {
        const [earlier, due] = [acme.due('2025-01'), acme.due(month)];
        const [made] = eventsOf(acme, { type: 'pay', month, amount, method: 'CARD', outcome: 'SUCCEEDS' });
        if (made === undefined) continue;
        acme.pay(month, amount);
        expect(acme.due(month)).toBe(due - amount);
        expect(acme.due('2025-01')).toBe(Math.max(0, earlier - amount));
      }
    }),
    { numRuns: 100 },
  );
});

test('a month of an account is billed as one calculation of all its readings', () => {
  const batches = fc.array(readings, { maxLength: 5 });
  fc.assert(
    fc.property(members, batches, (member, sent) => {
      const acme = new TestAccount({ member: memberNamed(member) });
      for (const batch of sent) acme.record(...batch);
      for (const month of ['2025-02', '2025-03', '2025-04']) {
        const { lineItems, usageAmount } = calculateStatement({ member, month, readings: sent.flat() });
        expect(acme.calculate(month)).toMatchObject({ lineItems, usageAmount });
      }
    }),
    { numRuns: 150 },
  );
});

test('an account that its events are applied to again is the same account', () => {
  fc.assert(
    fc.property(members, commands, (member, sent) => {
      const told: AccountEvent[] = [];
      const lived = [...sent, { type: 'advance', by: 'P3M' } as const];
      const { account } = runCommands(member, lived, (_, events) => told.push(...events));
      const { uuid, createdAt } = account;
      const retold = openAccount({ uuid, createdAt, member: memberNamed(member) });
      for (const event of JSON.parse(JSON.stringify(told))) apply(retold, event);
      expect(seen(retold)).toEqual(seen(account));
    }),
    { numRuns: 60 },
  );
});
