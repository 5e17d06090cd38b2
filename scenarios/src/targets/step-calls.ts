import type { BillingClient, CallOptions } from '@billing-testkit/sdk';
import type { CaseStep } from '../cases/case-steps.ts';
import {
  toWireAdjustment,
  toWireContract,
  toWireGrant,
  toWireMonths,
  toWirePayment,
  toWireReading,
  toWireRefund,
} from './wire-bodies.ts';

/** A life on an account of a system that speaks the billing API. */
export interface StepContext {
  readonly client: BillingClient;
  readonly uuid: string;
  /** What every call is made with: the account among it. */
  readonly call: CallOptions;
}

type Steps = {
  readonly [Do in CaseStep['do']]: (step: Extract<CaseStep, { do: Do }>, life: StepContext) => Promise<unknown>;
};

const steps: Steps = {
  recordReadings: ({ readings }, { client, call }) =>
    client.meters.create({ meterList: readings.map(toWireReading) }, call),

  calculate: ({ month }, { client, uuid, call }) => client.calculations.run({ month, uuid }, call),

  async assignContract({ contract }, { client, uuid, call }) {
    const { contractId } = await client.contracts.create(toWireContract(contract), call);
    await client.contracts.assign(`bg-${uuid}`, { contractId, ...toWireMonths(contract) }, call);
  },

  adjust({ adjustment }, { client, uuid, call }) {
    const { projects, billingGroups } = client.adjustments;
    const terms = toWireAdjustment(adjustment);
    const { projectId } = adjustment;
    return projectId === undefined
      ? billingGroups.create({ billingGroupId: `bg-${uuid}`, ...terms }, call)
      : projects.create({ projectId, ...terms }, call);
  },

  grantCredit: ({ credit }, { client, uuid, call }) =>
    client.credits.grant(credit.name, { ...toWireGrant(credit), uuidList: [uuid] }, call),

  pay: (step, { client, call }) => client.payments.pay(step.month, toWirePayment(step), call),

  collect: ({ month }, { client, call }) =>
    client.batches.create({ batchJobCode: 'BATCH_PROCESS_PAYMENT', date: month }, call),

  refund: (step, { client, call }) => client.payments.refund(step.month, toWireRefund(step), call),

  cancelPayments: async ({ month }, life) =>
    life.client.payments.cancel(month, { paymentGroupId: await paymentGroupOf(month, life) }, life.call),

  changePaymentStatus: async ({ month, to }, life) =>
    life.client.payments.changeStatus(
      month,
      { paymentGroupId: await paymentGroupOf(month, life), paymentStatusCode: to },
      life.call,
    ),
};

/** Takes a step by the API. Throws what the client throws when it is refused. */
export async function takeStep(step: CaseStep, life: StepContext): Promise<void> {
  await take(step.do, step, life);
}

function take<Do extends CaseStep['do']>(name: Do, step: Extract<CaseStep, { do: Do }>, life: StepContext) {
  return steps[name](step, life);
}

async function paymentGroupOf(month: string, { client, uuid, call }: StepContext): Promise<string> {
  const { paymentGroupId = `pg-${uuid}-${month}` } = await client.statements.get(month, call);
  return paymentGroupId;
}
