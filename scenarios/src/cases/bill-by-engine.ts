import {
  type Account,
  amountDue,
  apply,
  BillingError,
  type Circumstances,
  type Command,
  decide,
  type LiveAccount,
  memberOf,
  type NewReading,
  openAccount,
  type Policy,
  type Rules,
  rulesOf,
  standardPolicy,
} from '@billing-testkit/engine';
import type { Bill, Outcome } from './bill.ts';
import type { BillingCase, CaseReading } from './billing-case.ts';
import { type CaseStep, type CaseSteps, stepName, stepsOf } from './case-steps.ts';
import { readBill } from './read-bill.ts';

type Commands = {
  readonly [Do in keyof CaseSteps]: (step: CaseSteps[Do], account: Account) => Iterable<Command>;
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

/** The commands of a step. Each is asked for when the account has taken the one before. */
function commandsOf<Do extends keyof CaseSteps>(step: CaseSteps[Do] & { do: Do }, account: Account): Iterable<Command> {
  const name: Do = step.do;
  return commands[name](step, account);
}

function toNewReading({ counterType = 'DELTA', ...reading }: CaseReading): NewReading {
  return { counterType, ...reading };
}

/** The figures and rules by which the engine bills; the standard ones when absent. */
export interface EngineOptions {
  readonly policy?: Policy;
  readonly rules?: Rules;
}

/** The time of every event. Events need one, but no rule looks at it. */
const NOW = '2030-01-01T00:00:00.000000000Z';

/** The right outcome of a case: the engine takes its steps on an account, as a target does. */
export function billByEngine(billingCase: BillingCase, billing: EngineOptions = {}): Outcome {
  const { account, refused } = takeStepsByEngine(billingCase, stepsOf(billingCase), billing);
  return { refusals: refused, bill: billOf(account, billingCase.month) };
}

/** An account of the case's member after some steps, and the steps that were refused. */
export function takeStepsByEngine({ member }: BillingCase, steps: readonly CaseStep[], billing: EngineOptions) {
  const { policy = standardPolicy, rules = rulesOf(policy) } = billing;
  const account = openAccount({ uuid: 'case', member: memberOf(policy, member), createdAt: NOW });
  const refused = steps.flatMap((step) => {
    const code = refusalOf(() => takeStep(step, account, { now: NOW, policy, rules }));
    return code === undefined ? [] : [{ step: stepName(step), code }];
  });
  return { account, refused };
}

/** Takes a step. Returns a code when a payment was declined, which the engine does not take for a refusal. */
function takeStep(step: CaseStep, account: LiveAccount, circumstances: Circumstances): string | undefined {
  for (const command of commandsOf(step, account)) {
    const { events, answer } = decide(account, command, circumstances);
    for (const event of events) apply(account, event);
    if ('payment' in answer && answer.payment.status === 'DECLINED') return 'PAYMENT_DECLINED';
  }
  return undefined;
}

function refusalOf(act: () => string | undefined): string | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof BillingError) return error.code;
    throw error;
  }
}

function billOf(account: Account, month: string): Bill | undefined {
  const bill = account.bills.get(month);
  if (!bill) return undefined;
  const { statement, paid, status } = bill;
  return readBill({
    ...statement,
    appliedCredits: statement.appliedCredits.map(({ name, ...credit }) => ({ ...credit, campaignName: name })),
    paidAmount: paid,
    amountDue: amountDue(account, month),
    paymentStatus: status,
    paymentStatusCode: status,
  });
}
