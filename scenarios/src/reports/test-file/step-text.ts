import type { CaseStep } from '../../cases/case-steps.ts';
import {
  toWireAdjustment,
  toWireContract,
  toWireGrant,
  toWireMonths,
  toWirePayment,
  toWireReading,
  toWireRefund,
} from '../../targets/wire-bodies.ts';
import { billingGroupId, type Call, Code, callText, quoted, uuid } from './literal.ts';

/** The last call of a step, and the only one but for a contract, which is created before it is assigned. */
type Calls = {
  readonly [Do in CaseStep['do']]: (step: Extract<CaseStep, { do: Do }>, setting: StepContext) => Call;
};

/** The same calls that `takeStep` makes. */
const calls: Calls = {
  recordReadings: ({ readings }) => call('meters.create', { meterList: readings.map(toWireReading) }),
  calculate: ({ month }) => call('calculations.run', { month, uuid }),
  assignContract: ({ contract }, { contractId }) =>
    call('contracts.assign', billingGroupId, { contractId, ...toWireMonths(contract) }),
  adjust({ adjustment }) {
    const { projectId } = adjustment;
    return projectId === undefined
      ? call('adjustments.billingGroups.create', { billingGroupId, ...toWireAdjustment(adjustment) })
      : call('adjustments.projects.create', { projectId, ...toWireAdjustment(adjustment) });
  },
  grantCredit: ({ credit }) => call('credits.grant', credit.name, { ...toWireGrant(credit), uuidList: [uuid] }),
  pay: (step) => call('payments.pay', step.month, toWirePayment(step)),
  collect: ({ month }) => call('batches.create', { batchJobCode: 'BATCH_PROCESS_PAYMENT', date: month }),
  refund: (step) => call('payments.refund', step.month, toWireRefund(step)),
  cancelPayments: ({ month }) => call('payments.cancel', month, { paymentGroupId: paymentGroupOf(month) }),
  changePaymentStatus: ({ month, to }) =>
    call('payments.changeStatus', month, { paymentGroupId: paymentGroupOf(month), paymentStatusCode: to }),
};

export interface StepContext {
  /** The code that the step is to be refused with, if it is. */
  readonly refusal: string | undefined;
  /** More arguments of every call. */
  readonly more: readonly unknown[];
  /** What the id of its contract is called. */
  readonly contractId: Code;
}

/** The lines that take a step, or see it refused. */
export function stepText(step: CaseStep, setting: StepContext): string {
  const { refusal } = setting;
  if (refusal === undefined) return callTexts(step, setting, '  ').join('\n');
  const lines = callTexts(step, setting, '    ');
  return ['  await expect(async () => {', ...lines, `  }).rejects.toMatchObject({ code: ${quoted(refusal)} });`].join(
    '\n',
  );
}

/** Whether a step asks for the payment group of a month, for which a test has a helper. */
export function asksForPaymentGroup(step: CaseStep): boolean {
  return step.do === 'cancelPayments' || step.do === 'changePaymentStatus';
}

function callTexts(step: CaseStep, setting: StepContext, indent: string): string[] {
  const { more, contractId } = setting;
  const line = (before: string, { method, args }: Call) =>
    `${callText({ method, args: [...args, ...more] }, `${indent}${before}`)};`;
  const last = line('await ', callOf(step.do, step, setting));
  if (step.do !== 'assignContract') return [last];
  const variable = contractId.text === 'contractId' ? 'contractId' : `contractId: ${contractId.text}`;
  return [line(`const { ${variable} } = await `, call('contracts.create', toWireContract(step.contract))), last];
}

function callOf<Do extends CaseStep['do']>(name: Do, step: Extract<CaseStep, { do: Do }>, setting: StepContext): Call {
  return calls[name](step, setting);
}

function call(method: string, ...args: readonly unknown[]): Call {
  return { method, args };
}

function paymentGroupOf(month: string): Code {
  return new Code(`await paymentGroupOf(${quoted(month)})`);
}
