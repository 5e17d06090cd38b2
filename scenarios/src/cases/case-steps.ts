import type { Month } from '@billing-testkit/engine';
import type {
  BillingCase,
  CaseAdjustment,
  CaseContract,
  CaseCredit,
  CaseReading,
  PaymentStep,
} from './billing-case.ts';

/** One step that a case takes on its account. */
export type CaseStep =
  | { readonly do: 'recordReadings'; readonly readings: readonly CaseReading[] }
  | { readonly do: 'calculate'; readonly month: Month }
  | { readonly do: 'assignContract'; readonly contract: CaseContract }
  | { readonly do: 'adjust'; readonly adjustment: CaseAdjustment }
  | { readonly do: 'grantCredit'; readonly credit: CaseCredit }
  | PaymentStepOfMonth;

export type PaymentStepOfMonth = PaymentStep & { readonly month: Month };

/** The type of each step by the name of its action. Tables with an entry for every step are written over it. */
export type CaseSteps = { readonly [Step in CaseStep as Step['do']]: Step };

/** The number of readings that the API takes in one request. */
const MAX_READINGS = 1000;

/** The steps of a case, from a new account to the bill. No other place knows their order. */
export function stepsOf(billingCase: BillingCase): CaseStep[] {
  const { month, earlier = [], contracts = [], adjustments = [], credits = [], usage = [] } = billingCase;
  const { lateUsage, payments = [] } = billingCase;
  return [
    ...earlier.flatMap((before) => [
      ...recorded(before.usage),
      { do: 'calculate', month: before.month } as const,
      ...ofMonth(before.month, before.payments ?? []),
    ]),
    ...contracts.map((contract) => ({ do: 'assignContract', contract }) as const),
    ...adjustments.map((adjustment) => ({ do: 'adjust', adjustment }) as const),
    ...credits.map((credit) => ({ do: 'grantCredit', credit }) as const),
    ...recorded(usage),
    { do: 'calculate', month },
    ...(lateUsage ? [...recorded(lateUsage), { do: 'calculate', month } as const] : []),
    ...ofMonth(month, payments),
  ];
}

/** The name of a step in messages. */
export function stepName(step: CaseStep): string {
  switch (step.do) {
    case 'recordReadings':
      return `record ${step.readings.length} readings`;
    case 'assignContract':
      return `assign the contract ${step.contract.name}`;
    case 'adjust':
      return `add the adjustment ${step.adjustment.name}`;
    case 'grantCredit':
      return `grant the credit ${step.credit.name}`;
    case 'changePaymentStatus':
      return `change the payment status of ${step.month} to ${step.to}`;
    case 'cancelPayments':
      return `cancel the payments of ${step.month}`;
    default:
      return `${step.do} ${step.month}`;
  }
}

/** Whether a step changes a payment. Every other step changes the data that the bill is made of. */
export function isPayment(step: CaseStep): boolean {
  return Object.hasOwn(paymentSteps, step.do);
}

const paymentSteps: Readonly<Record<PaymentStep['do'], true>> = {
  pay: true,
  collect: true,
  refund: true,
  cancelPayments: true,
  changePaymentStatus: true,
};

function recorded(readings: readonly CaseReading[]): CaseStep[] {
  const batches = Math.ceil(readings.length / MAX_READINGS);
  return Array.from({ length: batches }, (_, index) => ({
    do: 'recordReadings',
    readings: readings.slice(index * MAX_READINGS, (index + 1) * MAX_READINGS),
  }));
}

function ofMonth(month: Month, payments: readonly PaymentStep[]): PaymentStepOfMonth[] {
  return payments.map((step) => ({ month, ...step }));
}
