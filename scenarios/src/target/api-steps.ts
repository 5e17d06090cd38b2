import type { PaymentOutcome } from '@billing-testkit/engine';
import type { BillingClient } from '@billing-testkit/sdk';
import type { CaseAdjustment, CaseReading } from '../life/billing-case.ts';
import type { LifeStep } from '../life/life-step.ts';
import { toWirePrices } from './wire-prices.ts';

/** A life on an account of a system that speaks the billing API. */
export interface ApiLife {
  /** For the account. */
  readonly client: BillingClient;
  readonly uuid: string;
  readonly signal: AbortSignal;
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
  recordReadings: ({ readings }, { client, signal }) =>
    client.meters.create({ meterList: readings.map(toWireReading) }, { signal }),

  calculate: ({ month }, { client, uuid, signal }) => client.calculations.run({ month, uuid }, { signal }),

  async assignContract({ contract }, { client, uuid, signal }) {
    const { monthFrom, monthTo, prices, ...terms } = contract;
    const body = { ...terms, ...(prices && { prices: toWirePrices(prices) }) };
    const { contractId } = await client.contracts.create(body, { signal });
    const months = { monthFrom, ...(monthTo !== undefined && { monthTo }) };
    await client.contracts.assign(`bg-${uuid}`, { contractId, ...months }, { signal });
  },

  adjust({ adjustment }, { client, uuid, signal }) {
    const { projects, billingGroups } = client.adjustments;
    const terms = toWireAdjustment(adjustment);
    const { projectId } = adjustment;
    return projectId === undefined
      ? billingGroups.create({ billingGroupId: `bg-${uuid}`, ...terms }, { signal })
      : projects.create({ projectId, ...terms }, { signal });
  },

  grantCredit({ credit: { name, type, amount, validFrom, expiresOn } }, { client, uuid, signal }) {
    const dates = {
      ...(validFrom !== undefined && { expirationDateFrom: validFrom }),
      ...(expiresOn !== undefined && { expirationDateTo: expiresOn }),
    };
    const grant = { credit: amount, creditName: name, creditType: type, ...dates, uuidList: [uuid] };
    return client.credits.grant(name, grant, { signal });
  },

  pay: ({ month, amount, outcome = 'SUCCEEDS' }, { client, signal }) =>
    client.payments.pay(
      month,
      { testToken: testTokens[outcome], method: 'CARD', ...(amount !== undefined && { amount }) },
      { signal },
    ),

  collect: ({ month }, { client, signal }) =>
    client.batches.create({ batchJobCode: 'BATCH_PROCESS_PAYMENT', date: month }, { signal }),

  refund: ({ month, amount, asCredit = false }, { client, signal }) =>
    client.payments.refund(month, { asCredit, ...(amount !== undefined && { amount }) }, { signal }),

  cancelPayments: async ({ month }, life) =>
    life.client.payments.cancel(month, { paymentGroupId: await paymentGroupOf(month, life) }, { signal: life.signal }),

  changePaymentStatus: async ({ month, to }, life) =>
    life.client.payments.changeStatus(
      month,
      { paymentGroupId: await paymentGroupOf(month, life), paymentStatusCode: to },
      { signal: life.signal },
    ),
};

/** Takes a step by the API. Throws what the client throws when it is refused. */
export async function takeStep(step: LifeStep, life: ApiLife): Promise<void> {
  await take(step.do, step, life);
}

function take<Do extends LifeStep['do']>(name: Do, step: Extract<LifeStep, { do: Do }>, life: ApiLife) {
  return steps[name](step, life);
}

async function paymentGroupOf(month: string, { client, uuid, signal }: ApiLife): Promise<string> {
  const { paymentGroupId = `pg-${uuid}-${month}` } = await client.statements.get(month, { signal });
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
