import type { PaymentOutcome } from '@billing-testkit/engine';
import type { BillingClient, CallOptions } from '@billing-testkit/sdk';
import type { CaseAdjustment, CaseReading } from '../life/billing-case.ts';
import type { LifeStep } from '../life/life-step.ts';
import { toWirePrices } from './wire-prices.ts';

/** A life on an account of a system that speaks the billing API. */
export interface ApiLife {
  readonly client: BillingClient;
  readonly uuid: string;
  /** What every call is made with: the account among it. */
  readonly call: CallOptions;
}

type Steps = {
  readonly [Do in LifeStep['do']]: (step: Extract<LifeStep, { do: Do }>, life: ApiLife) => Promise<unknown>;
};

const testTokens = {
  SUCCEEDS: 'tok_success',
  IS_DECLINED: 'tok_declined',
  STAYS_PENDING: 'tok_pending',
  TAKES_HALF: 'tok_partial',
} as const satisfies Record<PaymentOutcome, string>;

const steps: Steps = {
  recordReadings: ({ readings }, { client, call }) =>
    client.meters.create({ meterList: readings.map(toWireReading) }, call),

  calculate: ({ month }, { client, uuid, call }) => client.calculations.run({ month, uuid }, call),

  async assignContract({ contract }, { client, uuid, call }) {
    const { monthFrom, monthTo, prices, ...terms } = contract;
    const body = { ...terms, ...(prices && { prices: toWirePrices(prices) }) };
    const { contractId } = await client.contracts.create(body, call);
    const months = { monthFrom, ...(monthTo !== undefined && { monthTo }) };
    await client.contracts.assign(`bg-${uuid}`, { contractId, ...months }, call);
  },

  adjust({ adjustment }, { client, uuid, call }) {
    const { projects, billingGroups } = client.adjustments;
    const terms = toWireAdjustment(adjustment);
    const { projectId } = adjustment;
    return projectId === undefined
      ? billingGroups.create({ billingGroupId: `bg-${uuid}`, ...terms }, call)
      : projects.create({ projectId, ...terms }, call);
  },

  grantCredit({ credit: { name, type, amount, validFrom, expiresOn } }, { client, uuid, call }) {
    const dates = {
      ...(validFrom !== undefined && { expirationDateFrom: validFrom }),
      ...(expiresOn !== undefined && { expirationDateTo: expiresOn }),
    };
    const grant = { credit: amount, creditName: name, creditType: type, ...dates, uuidList: [uuid] };
    return client.credits.grant(name, grant, call);
  },

  pay: ({ month, amount, outcome = 'SUCCEEDS' }, { client, call }) =>
    client.payments.pay(
      month,
      { testToken: testTokens[outcome], method: 'CARD', ...(amount !== undefined && { amount }) },
      call,
    ),

  collect: ({ month }, { client, call }) =>
    client.batches.create({ batchJobCode: 'BATCH_PROCESS_PAYMENT', date: month }, call),

  refund: ({ month, amount, asCredit = false }, { client, call }) =>
    client.payments.refund(month, { asCredit, ...(amount !== undefined && { amount }) }, call),

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
export async function takeStep(step: LifeStep, life: ApiLife): Promise<void> {
  await take(step.do, step, life);
}

function take<Do extends LifeStep['do']>(name: Do, step: Extract<LifeStep, { do: Do }>, life: ApiLife) {
  return steps[name](step, life);
}

async function paymentGroupOf(month: string, { client, uuid, call }: ApiLife): Promise<string> {
  const { paymentGroupId = `pg-${uuid}-${month}` } = await client.statements.get(month, call);
  return paymentGroupId;
}

function toWireReading({ unit, volume, ...reading }: CaseReading) {
  return { ...reading, counterUnit: unit, counterVolume: volume };
}

function toWireAdjustment({ name, type, value, priority, monthFrom, monthTo }: CaseAdjustment) {
  return {
    adjustment: value,
    adjustmentTypeCode: type,
    monthFrom,
    ...(monthTo !== undefined && { monthTo }),
    ...(priority !== undefined && { priority }),
    descriptions: [{ locale: 'en', message: name }],
  };
}
