import { readBill, type Target } from '@billing-testkit/scenarios';

const url = process.env.HARBOUR_URL ?? 'http://localhost:8080';

/** Harbour, a billing system that is not ours, as far as its usage goes. */
export const target: Target = {
  name: 'Harbour',

  supports: ['usage'],

  omits: [
    ...['period.start', 'period.end', 'period.timeZone', 'taxName'],
    ...['lineItems.counterType', 'lineItems.pricing', 'lineItems.discount', 'lineItems.netAmount'],
    ...['contractDiscount', 'baseFee', 'minimumCommitment', 'subtotal', 'appliedAdjustments', 'adjustmentTotal'],
    ...['discount', 'appliedCredits', 'creditApplied', 'unpaidAmount', 'lateFee'],
    ...['paidAmount', 'amountDue', 'paymentStatus', 'paymentStatusCode'],
  ],

  async check(signal) {
    await ask('GET', '/', undefined, signal);
  },

  async bill({ member, month, usage = [] }, { uuid, signal }) {
    const events = usage.map(({ projectId, counterName, unit, volume, timestamp }) => {
      return { project: projectId, metric: counterName, kind: 'amount', unit, value: String(volume), at: timestamp };
    });
    await ask('POST', `/${uuid}/events`, { events }, signal);
    const invoice = await ask('POST', `/${uuid}/invoices`, { month }, signal);
    return { refusals: [], bill: readBill(toStatement(member, invoice)) };
  },
};

/** The parts of an invoice that are compared. Amounts are cents, the minor units of SGD. */
interface Invoice {
  readonly month: string;
  readonly due: string;
  readonly currency: string;
  readonly gstPercent: number;
  readonly lines: readonly { project: string; metric: string; unit: string; quantity: string; cents: number }[];
  readonly usage: number;
  readonly charge: number;
  readonly gst: number;
  readonly total: number;
}

/** An invoice in the words of our statements. */
function toStatement(member: string, { month, due, currency, gstPercent, lines, usage, charge, gst, total }: Invoice) {
  return {
    ...{ member, month, dueDate: due, currency, taxRate: gstPercent },
    lineItems: lines.map(({ project, metric, unit, quantity, cents }) => {
      return { projectId: project, counterName: metric, unit, quantity, amount: cents };
    }),
    ...{ usageAmount: usage, charge, vat: gst, totalAmount: total },
  };
}

/** Throws when the answer is no success: that is a failed cell, and no wrong bill. */
async function ask(method: string, path: string, body: object | undefined, signal: AbortSignal): Promise<Invoice> {
  const response = await fetch(`${url}${path}`, { method, body: body ? JSON.stringify(body) : null, signal });
  if (!response.ok) throw new Error(`${method} ${path} answers ${response.status}: ${await response.text()}`);
  return JSON.parse(await response.text());
}
