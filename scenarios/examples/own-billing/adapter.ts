import {
  type CaseAdjustment,
  CaseProblem,
  type CaseReading,
  type CaseStep,
  readBill,
  stepsOf,
  type Target,
} from '@billing-testkit/scenarios';

const url = process.env.HARBOUR_URL ?? 'http://localhost:8080';

/** Harbour, a billing system that is not ours. It has no prices of contracts, takes no payments and bills each month once. */
export const target: Target = {
  name: 'Harbour',

  supports: ['usage', 'gauges', 'cumulative', 'contracts', 'adjustments', 'credits', 'earlierMonths'],

  omits: [
    ...['period.start', 'period.end', 'period.timeZone', 'taxName'],
    ...['lineItems.counterType', 'lineItems.pricing', 'contractDiscount', 'subtotal', 'adjustmentTotal', 'discount'],
    ...[
      'appliedAdjustments.level',
      'appliedAdjustments.targetId',
      'appliedAdjustments.type',
      'appliedAdjustments.value',
    ],
    ...['appliedCredits.campaignId', 'appliedCredits.type', 'creditApplied'],
    ...['paidAmount', 'amountDue', 'paymentStatus', 'paymentStatusCode'],
  ],

  async check(signal) {
    await ask('GET', '/', undefined, signal);
  },

  async bill(billingCase, { uuid, signal }) {
    let invoice: Invoice | undefined;
    for (const step of stepsOf(billingCase)) {
      const [part, body] = requestOf(step);
      const answer = await ask('POST', `/${uuid}/${part}`, body, signal);
      if (part === 'invoices') invoice = answer;
    }
    return { refusals: [], bill: invoice && readBill(toStatement(billingCase.member, invoice)) };
  },
};

/** The request of a step: the last part of its path, and its body. */
function requestOf(step: CaseStep): [part: string, body: object] {
  switch (step.do) {
    case 'recordReadings':
      return ['events', { events: step.readings.map(toEvent) }];
    case 'assignContract': {
      const { discountRate, baseFee: monthlyFee, minimumCharge: minimum, monthFrom, monthTo } = step.contract;
      const percentOff = discountRate === undefined ? undefined : String(discountRate);
      return ['plans', { plan: { percentOff, monthlyFee, minimum, from: monthFrom, to: monthTo } }];
    }
    case 'adjust':
      return ['extras', { extra: toExtra(step.adjustment) }];
    case 'grantCredit': {
      const { name, amount, validFrom, expiresOn } = step.credit;
      return ['vouchers', { voucher: { code: name, cents: amount, from: validFrom, until: expiresOn } }];
    }
    case 'calculate':
      return ['invoices', { month: step.month }];
    default:
      throw new CaseProblem('Harbour takes no payments.');
  }
}

const kinds = { DELTA: 'amount', GAUGE: 'level', CUMULATIVE: 'meter' } as const;

function toEvent({ counterType = 'DELTA', volume, ...reading }: CaseReading) {
  const { projectId: project, counterName: metric, unit, timestamp: at, resourceId: source = '' } = reading;
  return { project, metric, kind: kinds[counterType], unit, value: String(volume), at, source };
}

function toExtra({ name, projectId, type, value, monthFrom, monthTo }: CaseAdjustment) {
  const amount = type.startsWith('RATE') ? { percent: String(value) } : { cents: Number(value) };
  return {
    text: name,
    project: projectId,
    sign: type.endsWith('SURCHARGE') ? 1 : -1,
    ...amount,
    from: monthFrom,
    to: monthTo,
  };
}

/** The parts of an invoice that are compared. Amounts are cents, the minor units of SGD. */
interface Invoice {
  readonly month: string;
  readonly due: string;
  readonly currency: string;
  readonly gstPercent: number;
  readonly lines: readonly Line[];
  readonly extras: readonly { readonly text: string; readonly base: number; readonly cents: number }[];
  readonly vouchers: readonly { readonly code: string; readonly cents: number; readonly rest: number }[];
  readonly usage: number;
  readonly monthlyFee: number;
  readonly topUp: number;
  readonly charge: number;
  readonly gst: number;
  readonly unpaid: number;
  readonly lateFee: number;
  readonly total: number;
}

interface Line {
  readonly project: string;
  readonly metric: string;
  readonly unit: string;
  readonly quantity: string;
  readonly cents: number;
  readonly off: number;
}

/** An invoice in the words of our statements. */
function toStatement(member: string, { month, due, currency, gstPercent, lines, extras, vouchers, ...sums }: Invoice) {
  const { usage, monthlyFee, topUp, charge, gst, unpaid, lateFee, total } = sums;
  return {
    ...{ member, month, dueDate: due, currency, taxRate: gstPercent },
    lineItems: lines.map(({ project, metric, unit, quantity, cents, off }) => {
      const amounts = { amount: cents, discount: off, netAmount: cents - off };
      return { projectId: project, counterName: metric, unit, quantity, ...amounts };
    }),
    appliedAdjustments: extras.map(({ text, base, cents }) => ({ description: text, baseAmount: base, amount: cents })),
    appliedCredits: vouchers.map(({ code, cents, rest }) => {
      return { campaignName: code, amountApplied: cents, remainingBalance: rest };
    }),
    ...{ usageAmount: usage, baseFee: monthlyFee, minimumCommitment: topUp, charge, vat: gst },
    ...{ unpaidAmount: unpaid, lateFee, totalAmount: total },
  };
}

/** Throws when the answer is no success: that is a failed cell, and no wrong bill. */
async function ask(method: string, path: string, body: object | undefined, signal: AbortSignal): Promise<Invoice> {
  const response = await fetch(`${url}${path}`, { method, body: body ? JSON.stringify(body) : null, signal });
  if (!response.ok) throw new Error(`${method} ${path} answers ${response.status}: ${await response.text()}`);
  return JSON.parse(await response.text());
}
