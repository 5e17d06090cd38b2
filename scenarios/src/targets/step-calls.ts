import type { Month } from '@billing-testkit/engine';
import type { BillingClient } from '@billing-testkit/sdk';
import type { CaseSteps } from '../cases/case-steps.ts';
import {
  toWireAdjustment,
  toWireContract,
  toWireGrant,
  toWireMonths,
  toWirePayment,
  toWireReading,
  toWireRefund,
} from './wire-bodies.ts';

/** A value that is not known before the calls are made. The API target fills it in; a written test names a variable. */
export class Placeholder {
  readonly value: 'uuid' | 'billingGroupId' | 'contractId' | 'paymentGroupId';
  /** The month of a payment group. */
  readonly month: Month;

  constructor(value: Placeholder['value'], month: Month = '') {
    this.value = value;
    this.month = month;
  }
}

/** One call of the SDK. */
export interface StepCall {
  readonly method: keyof Methods;
  /** Plain data with placeholders. */
  readonly args: readonly unknown[];
  /** The field of the answer that the placeholder of this name stands for in the next call. */
  readonly answers?: 'contractId';
}

/** The methods of the SDK that steps call. */
interface Methods {
  readonly 'adjustments.billingGroups.create': BillingClient['adjustments']['billingGroups']['create'];
  readonly 'adjustments.projects.create': BillingClient['adjustments']['projects']['create'];
  readonly 'batches.create': BillingClient['batches']['create'];
  readonly 'calculations.run': BillingClient['calculations']['run'];
  readonly 'contracts.assign': BillingClient['contracts']['assign'];
  readonly 'contracts.create': BillingClient['contracts']['create'];
  readonly 'credits.grant': BillingClient['credits']['grant'];
  readonly 'meters.create': BillingClient['meters']['create'];
  readonly 'payments.cancel': BillingClient['payments']['cancel'];
  readonly 'payments.changeStatus': BillingClient['payments']['changeStatus'];
  readonly 'payments.pay': BillingClient['payments']['pay'];
  readonly 'payments.refund': BillingClient['payments']['refund'];
}

const uuid = new Placeholder('uuid');
const billingGroupId = new Placeholder('billingGroupId');
const contractId = new Placeholder('contractId');

type Calls = { readonly [Do in keyof CaseSteps]: (step: CaseSteps[Do]) => readonly StepCall[] };

/** The calls that take each step. The API target makes them, and a written test has them as source. */
const calls: Calls = {
  recordReadings: ({ readings }) => [call('meters.create', { meterList: readings.map(toWireReading) })],

  calculate: ({ month }) => [call('calculations.run', { month, uuid })],

  assignContract: ({ contract }) => [
    { ...call('contracts.create', toWireContract(contract)), answers: 'contractId' },
    call('contracts.assign', billingGroupId, { contractId, ...toWireMonths(contract) }),
  ],

  adjust({ adjustment }) {
    const { projectId } = adjustment;
    return projectId === undefined
      ? [call('adjustments.billingGroups.create', { billingGroupId, ...toWireAdjustment(adjustment) })]
      : [call('adjustments.projects.create', { projectId, ...toWireAdjustment(adjustment) })];
  },

  grantCredit: ({ credit }) => [call('credits.grant', credit.name, { ...toWireGrant(credit), uuidList: [uuid] })],

  pay: (step) => [call('payments.pay', step.month, toWirePayment(step))],

  collect: ({ month }) => [call('batches.create', { batchJobCode: 'BATCH_PROCESS_PAYMENT', date: month })],

  refund: (step) => [call('payments.refund', step.month, toWireRefund(step))],

  cancelPayments: ({ month }) => [call('payments.cancel', month, { paymentGroupId: paymentGroupOf(month) })],

  changePaymentStatus: ({ month, to }) => [
    call('payments.changeStatus', month, { paymentGroupId: paymentGroupOf(month), paymentStatusCode: to }),
  ],
};

/** The calls that take a step, in their order. */
export function callsOf<Do extends keyof CaseSteps>(step: CaseSteps[Do] & { do: Do }): readonly StepCall[] {
  const name: Do = step.do;
  return calls[name](step);
}

/** A copy of a value with each placeholder replaced by its value. */
export function withPlaceholders(value: unknown, become: (placeholder: Placeholder) => unknown): unknown {
  if (value instanceof Placeholder) return become(value);
  if (Array.isArray(value)) return value.map((item) => withPlaceholders(item, become));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withPlaceholders(item, become)]));
}

/** The month of the payment group that a call needs; nothing for a call that needs none. */
export function monthOfPaymentGroup({ args }: StepCall): string | undefined {
  let found: string | undefined;
  withPlaceholders(args, ({ value, month }) => {
    if (value === 'paymentGroupId') found = month;
  });
  return found;
}

function paymentGroupOf(month: Month): Placeholder {
  return new Placeholder('paymentGroupId', month);
}

/** The type of a value in which every text may be a placeholder. */
type Fillable<Value> = Value extends string
  ? Value | Placeholder
  : Value extends object
    ? { [Key in keyof Value]: Fillable<Value[Key]> }
    : Value;

type FillableAll<Values extends readonly unknown[]> = { [Index in keyof Values]: Fillable<Values[Index]> };

function call<Method extends keyof Methods>(
  method: Method,
  ...args: FillableAll<Parameters<Methods[Method]>>
): StepCall {
  return { method, args };
}
