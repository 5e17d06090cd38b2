import { type CarriedMonth, type Credit, calculateStatement, type Reading } from '@billing-testkit/engine';
import { CREDIT_AMOUNT, PAYMENT_AMOUNT } from '../requests/load-request.ts';
import { closedMonth, openMonth, readingsOf } from '../requests/readings.ts';
import type { AccountWork } from './work-record.ts';

/** The amounts of a bill that are compared, in minor units. */
export interface ComparedBill {
  readonly usageAmount: number;
  readonly creditApplied: number;
  readonly charge: number;
  readonly vat: number;
  readonly unpaidAmount: number;
  readonly lateFee: number;
  readonly totalAmount: number;
  readonly lineItems: readonly {
    readonly projectId: string;
    readonly counterName: string;
    readonly quantity: string;
    readonly amount: number;
  }[];
}

/** The bill of the closed month, which is carried, before any payment. */
export type ClosedBill = Pick<CarriedMonth, 'charge' | 'vat' | 'lateFee'>;

/** The bill of the open month by the engine, from everything that the target accepted. */
export function expectedBill(
  member: string,
  seed: number,
  { readings, credits, payments }: AccountWork,
  closed: ClosedBill,
): ComparedBill {
  return calculateStatement({
    member,
    month: openMonth,
    readings: readings.flatMap(({ request, count }) => readingsOf(seed, request, count).map(engineReading)),
    credits: Array.from({ length: credits }, (_, index) => creditOf(index)),
    carried: [{ month: closedMonth, ...closed, paid: payments * PAYMENT_AMOUNT, lateFeeCharged: false }],
  });
}

function engineReading(sent: ReturnType<typeof readingsOf>[number]): Reading {
  const { projectId, counterName, counterUnit, counterVolume, resourceId, timestamp } = sent;
  return {
    projectId,
    counterName,
    counterType: 'DELTA',
    unit: counterUnit,
    volume: counterVolume,
    timestamp,
    resourceId,
  };
}

function creditOf(index: number): Credit {
  return { creditId: String(index), type: 'FREE', balance: CREDIT_AMOUNT };
}

const amounts = [
  'usageAmount',
  'creditApplied',
  'charge',
  'vat',
  'unpaidAmount',
  'lateFee',
  'totalAmount',
] as const satisfies readonly (keyof ComparedBill)[];

/** The first difference of two bills in words, or nothing when they agree. */
export function billDifference(expected: ComparedBill, actual: ComparedBill): string | undefined {
  for (const [index, line] of expected.lineItems.entries()) {
    const other = actual.lineItems[index];
    const name = `${line.projectId} ${line.counterName}`;
    if (other?.projectId !== line.projectId || other.counterName !== line.counterName) {
      return `the line ${name} is not where it should be`;
    }
    if (other.quantity !== line.quantity) return `the quantity of ${name} is ${other.quantity}, not ${line.quantity}`;
    if (other.amount !== line.amount) return `the amount of ${name} is ${other.amount}, not ${line.amount}`;
  }
  const extra = actual.lineItems.length - expected.lineItems.length;
  if (extra > 0) return `it has ${extra} lines too many`;
  const wrong = amounts.find((amount) => expected[amount] !== actual[amount]);
  return wrong && `its ${wrong} is ${actual[wrong]}, not ${expected[wrong]}`;
}
