import {
  type Account,
  amountDue,
  apply,
  BillingError,
  type Circumstances,
  decide,
  type LiveAccount,
  memberOf,
  openAccount,
  type Policy,
  type Rules,
  standardPolicy,
  standardRules,
} from '@billing-testkit/engine';
import type { Bill, Outcome } from '../bill/bill.ts';
import { readBill } from '../bill/read-bill.ts';
import type { BillingCase } from './billing-case.ts';
import { commandsOf } from './engine-commands.ts';
import { type CaseStep, stepName, stepsOf } from './life-step.ts';

/** By which figures and rules the engine bills: the standard ones when absent. */
export interface EngineOptions {
  readonly policy?: Policy;
  readonly rules?: Rules;
}

/** No rule of a life looks at the clock; events want a time. */
const NOW = '2030-01-01T00:00:00.000000000Z';

/** What should come of a case: the engine lives it step by step, as a target does. */
export function billByEngine(billingCase: BillingCase, billing: EngineOptions = {}): Outcome {
  const { account, refused } = takeStepsByEngine(billingCase, stepsOf(billingCase), billing);
  return { refusals: refused, bill: billOf(account, billingCase.month) };
}

/** An account of the case's member once it has lived some steps. */
export function takeStepsByEngine({ member }: BillingCase, steps: readonly CaseStep[], billing: EngineOptions) {
  const { policy = standardPolicy, rules = standardRules } = billing;
  const account = openAccount({ uuid: 'case', member: memberOf(policy, member), createdAt: NOW });
  const refused = steps.flatMap((step) => {
    const code = refusalIn(() => takeStep(step, account, { now: NOW, policy, rules }));
    return code === undefined ? [] : [{ step: stepName(step), code }];
  });
  return { account, refused };
}

/** The code of a payment that was declined, which is no refusal to the engine. */
function takeStep(step: CaseStep, account: LiveAccount, circumstances: Circumstances): string | undefined {
  for (const command of commandsOf(step, account)) {
    const { events, answer } = decide(account, command, circumstances);
    for (const event of events) apply(account, event);
    if ('payment' in answer && answer.payment.status === 'DECLINED') return 'PAYMENT_DECLINED';
  }
  return undefined;
}

function refusalIn(live: () => string | undefined): string | undefined {
  try {
    return live();
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
