import { type Step, steps, toInstant } from '@billing-testkit/engine';
import { decimalForm, pricingText } from './figure-forms.ts';

/** A figure of a bill or a word on it. A value that a target sends in its place is kept as it is, so that reports can show it. */
export type Scalar = string | number | boolean | null;

/** One line of a list on a bill, by the names of its figures. */
export type BillRow = Readonly<Record<string, Scalar>>;

/**
 * A bill in one form, whoever made it: decimals and instants are written in one way, and ids, which every system makes for
 * itself, are left out. Two bills are the same when all of their figures are.
 */
export interface Bill {
  /** The totals. A value that was sent in place of a list is here too, by the name of the list. */
  readonly totals: BillRow;
  /** The lines in the order in which the bill prints them, as in the other lists. */
  readonly lineItems: readonly BillRow[];
  readonly appliedAdjustments: readonly BillRow[];
  readonly appliedCredits: readonly BillRow[];
}

/** A step of a case that was refused, and the code of the refusal. */
export interface StepRefusal {
  readonly step: string;
  readonly code: string;
}

/** The outcome of a case: its bill, and the steps that were refused. */
export interface Outcome {
  readonly refusals: readonly StepRefusal[];
  /** The month's bill; undefined when it was never calculated. */
  readonly bill: Bill | undefined;
  /** The number of bills of the month when there are more than the one that there should be. */
  readonly statements?: number;
}

/** The place where a figure is made: the steps of the case, a step of the calculation, or the payments since. */
export type Stage = 'life' | Step | 'payment';

export const stages: readonly Stage[] = ['life', ...steps, 'payment'];

interface Figure {
  /** The step that makes the figure. */
  readonly stage: Stage;
  /** Writes a value in the one form in which it is compared. */
  readonly form: (value: unknown) => Scalar;
}

type Figures = Readonly<Record<string, Figure>>;

/** Every figure that is compared, in the order a bill prints them. */
export const figures: Readonly<Record<keyof Bill, Figures>> = {
  lineItems: {
    ...figuresOfStage('aggregate', 'projectId', 'counterName', 'counterType', 'unit'),
    quantity: { stage: 'aggregate', form: decimal },
    pricing: { stage: 'price', form: pricingText },
    ...figuresOfStage('price', 'amount'),
    ...figuresOfStage('contract', 'discount', 'netAmount'),
  },
  appliedAdjustments: {
    ...figuresOfStage('adjust', 'description', 'level', 'targetId', 'type'),
    value: { stage: 'adjust', form: decimal },
    ...figuresOfStage('adjust', 'baseAmount', 'amount'),
  },
  appliedCredits: figuresOfStage('credit', 'campaignName', 'campaignId', 'type', 'amountApplied', 'remainingBalance'),
  totals: {
    ...figuresOfStage('aggregate', 'member', 'month', 'currency'),
    'period.start': { stage: 'aggregate', form: instant },
    'period.end': { stage: 'aggregate', form: instant },
    ...figuresOfStage('aggregate', 'period.timeZone'),
    ...figuresOfStage('price', 'usageAmount'),
    ...figuresOfStage('contract', 'contractDiscount', 'baseFee', 'minimumCommitment', 'subtotal'),
    ...figuresOfStage('adjust', 'adjustmentTotal', 'discount'),
    ...figuresOfStage('credit', 'creditApplied', 'charge'),
    ...figuresOfStage('tax', 'taxName'),
    taxRate: { stage: 'tax', form: decimal },
    ...figuresOfStage('tax', 'vat'),
    ...figuresOfStage('carry', 'unpaidAmount', 'lateFee', 'totalAmount', 'dueDate'),
    ...figuresOfStage('payment', 'paidAmount', 'amountDue', 'paymentStatus', 'paymentStatusCode'),
  },
};

/** The lists of a bill. */
export type List = Exclude<keyof Bill, 'totals'>;

/** The names of the lists, in the order in which a bill prints them. */
export const listNames = ['lineItems', 'appliedAdjustments', 'appliedCredits'] as const satisfies readonly List[];

/** The figures that tell the lines of a list apart. Lines that agree in them are numbered. */
export const lineIdentities: Readonly<Record<List, readonly string[]>> = {
  lineItems: ['projectId', 'counterName'],
  appliedAdjustments: ['level', 'targetId', 'description'],
  appliedCredits: ['campaignName'],
};

function figuresOfStage(stage: Stage, ...names: readonly string[]): Figures {
  return Object.fromEntries(names.map((name) => [name, { stage, form: asSent }]));
}

function asSent(value: unknown): Scalar {
  switch (typeof value) {
    case 'number':
      // JSON that is read may have 1e400, which becomes Infinity: JSON has no word for it.
      return Number.isFinite(value) ? value : String(value);
    case 'string':
    case 'boolean':
      return value;
    default:
      return value === null ? null : JSON.stringify(value);
  }
}

function decimal(value: unknown): Scalar {
  return decimalForm(value) ?? asSent(value);
}

/** An instant in UTC, without zeros at its end. */
function instant(value: unknown): Scalar {
  if (typeof value !== 'string') return asSent(value);
  return (toInstant(value) ?? value).replace(/(\.\d*?)0+Z$/, '$1Z').replace('.Z', 'Z');
}

/** An outcome without some figures: totals like `vat`, figures of lines like `lineItems.pricing`, or whole lists. */
export function withoutFigures(outcome: Outcome, omits: readonly string[]): Outcome {
  if (omits.length === 0 || !outcome.bill) return outcome;
  return { ...outcome, bill: billWithoutFigures(outcome.bill, omits) };
}

function billWithoutFigures(bill: Bill, omits: readonly string[]): Bill {
  const rows = (list: List) => {
    if (omits.includes(list)) return [];
    const names = omits.flatMap((omitted) => (omitted.startsWith(`${list}.`) ? [omitted.slice(list.length + 1)] : []));
    return names.length === 0 ? bill[list] : bill[list].map((row) => withoutNames(row, names));
  };
  return {
    // A target's bill may have further fields, which stay.
    ...bill,
    totals: withoutNames(bill.totals, omits),
    lineItems: rows('lineItems'),
    appliedAdjustments: rows('appliedAdjustments'),
    appliedCredits: rows('appliedCredits'),
  };
}

function withoutNames(row: BillRow, omits: readonly string[]): BillRow {
  const left: Record<string, Scalar> = {};
  for (const [name, value] of Object.entries(row)) if (!omits.includes(name)) left[name] = value;
  return left;
}
