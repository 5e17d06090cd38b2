import { type Account, amountDue, type Command, type NewReading } from '@billing-testkit/engine';
import type { CaseReading } from './billing-case.ts';
import type { CaseStep } from './life-step.ts';

type Commands = {
  readonly [Do in CaseStep['do']]: (step: Extract<CaseStep, { do: Do }>, account: Account) => Iterable<Command>;
};

const commands: Commands = {
  recordReadings: ({ readings }) => [{ type: 'recordReadings', readings: readings.map(toNewReading) }],

  calculate: ({ month }) => [{ type: 'calculate', month }],

  assignContract: ({ contract: { name, monthFrom, monthTo, ...terms } }, { billingGroupId }) => [
    {
      type: 'assignContract',
      contractId: name,
      billingGroupId,
      monthFrom,
      ...(monthTo !== undefined && { monthTo }),
      otherwise: { name, terms },
    },
  ],

  adjust: ({ adjustment: { name, projectId, ...terms } }, { billingGroupId }) => [
    {
      type: 'addAdjustment',
      adjustment: {
        ...terms,
        targetId: projectId ?? billingGroupId,
        descriptions: [{ locale: 'en', message: name }],
      },
    },
  ],

  grantCredit: ({ credit: { name, type, ...terms } }) => [
    { type: 'grantCredit', creditType: type, name, campaignId: name, ...terms },
  ],

  pay: ({ month, amount, outcome = 'SUCCEEDS' }) => [
    { type: 'pay', month, method: 'CARD', outcome, ...(amount !== undefined && { amount }) },
  ],

  *collect({ month }, account) {
    for (const pending of [...account.pending.keys()].sort()) yield { type: 'settlePayment', month: pending };
    const isRegistered = account.bills.get(month)?.status === 'REGISTERED';
    if (!isRegistered || amountDue(account, month) === 0) return;
    yield { type: 'pay', month, method: 'BATCH', outcome: 'SUCCEEDS' };
  },

  refund: ({ month, amount, asCredit }) => [
    { type: 'refund', month, to: asCredit ? 'CREDIT' : 'PAYER', ...(amount !== undefined && { amount }) },
  ],

  cancelPayments: ({ month }) => [{ type: 'cancelPayments', month }],

  changePaymentStatus: ({ month, to }) => [{ type: 'changePaymentStatus', month, to }],
};

/** What a step asks of the engine, each command once the account has lived the one before. */
export function commandsOf(step: CaseStep, account: Account): Iterable<Command> {
  return commandsTo(step.do, step, account);
}

function commandsTo<Do extends CaseStep['do']>(name: Do, step: Extract<CaseStep, { do: Do }>, account: Account) {
  return commands[name](step, account);
}

function toNewReading({ counterType = 'DELTA', ...reading }: CaseReading): NewReading {
  return { counterType, ...reading };
}
