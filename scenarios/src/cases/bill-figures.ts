import { type Step, steps, toInstant } from '@billing-testkit/engine';
import type { Bill, BillRow, Outcome, Scalar } from './bill.ts';
import { decimalForm, pricingText } from './figure-forms.ts';

/** Where two bills can part: in what was asked for, in a step of the calculation, in what was paid since. */
export type Stage = 'life' | Step | 'payment';

export const stages: readonly Stage[] = ['life', ...steps, 'payment'];

interface Figure {
  /** The step that makes it. */
  readonly stage: Stage;
  /** Writes it in the one way. */
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

/** In the order a bill prints them. */
export const listNames = ['lineItems', 'appliedAdjustments', 'appliedCredits'] as const satisfies readonly List[];

/** Which figures tell the lines of a list apart; lines that agree in them are counted. */
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
      // JSON that is read may say 1e400, and JSON that is written has no word for what that becomes.
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

/** In UTC, without the zeros at its end; so are those before the first month, in which it begins east of Greenwich. */
function instant(value: unknown): Scalar {
  if (typeof value !== 'string') return asSent(value);
  return (toInstant(value) ?? value).replace(/(\.\d*?)0+Z$/, '$1Z').replace('.Z', 'Z');
}

/** What came of a case without some figures: totals like `vat`, those of lines like `lineItems.pricing`, or whole lists. */
export function withoutFigures(outcome: Outcome, omits: readonly string[]): Outcome {
  if (omits.length === 0 || !outcome.bill) return outcome;
  return { ...outcome, bill: billWithoutFigures(outcome.bill, new Set(omits)) };
}

function billWithoutFigures(bill: Bill, omits: ReadonlySet<string>): Bill {
  const rows = (list: List) => (omits.has(list) ? [] : bill[list].map((row) => withoutNames(row, `${list}.`, omits)));
  return {
    // With what else a target may tell of it.
    ...bill,
    totals: withoutNames(bill.totals, '', omits),
    lineItems: rows('lineItems'),
    appliedAdjustments: rows('appliedAdjustments'),
    appliedCredits: rows('appliedCredits'),
  };
}

function withoutNames(row: BillRow, prefix: string, omits: ReadonlySet<string>): BillRow {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !omits.has(`${prefix}${name}`)));
}
