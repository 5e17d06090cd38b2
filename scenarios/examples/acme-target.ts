import { readBill, type Target } from '@billing-testkit/scenarios';

const url = process.env.ACME_URL ?? 'http://localhost:8080';

/**
 * Acme Invoicing, an API that is not ours: customers of a country, usage, one invoice a month with lines and tax. It has neither
 * contracts nor credits, collects no payments and prints no prices.
 */
export const target: Target = {
  name: `Acme Invoicing at ${url}`,

  // It only sends requests, so that several workers may each have a copy of it.
  allowsCopies: true,

  // Cases that need anything else are skipped, and the report says what they need.
  supports: ['usage', 'gauges', 'cumulative'],

  omits: [
    ...['lineItems.pricing', 'lineItems.counterType', 'lineItems.discount', 'lineItems.netAmount'],
    ...[
      'period.start',
      'period.end',
      'period.timeZone',
      'contractDiscount',
      'baseFee',
      'minimumCommitment',
      'subtotal',
    ],
    ...['appliedAdjustments', 'appliedCredits'],
    ...['adjustmentTotal', 'discount', 'creditApplied', 'taxName', 'unpaidAmount', 'lateFee', 'dueDate'],
    ...['paidAmount', 'amountDue', 'paymentStatus', 'paymentStatusCode'],
  ],

  async check(signal) {
    await ask('GET', '/v1/status', undefined, signal);
  },

  async bill(billingCase, { uuid, signal }) {
    const { member, month, usage = [] } = billingCase;
    await ask('PUT', `/v1/customers/${uuid}`, { country: member }, signal);
    for (const { projectId, counterName, counterType = 'DELTA', unit, volume, timestamp, resourceId } of usage) {
      const reading = {
        project: projectId,
        meter: counterName,
        kind: counterType,
        unit,
        value: volume,
        resource: resourceId,
      };
      await ask('POST', `/v1/customers/${uuid}/usage`, { ...reading, at: timestamp }, signal);
    }
    const invoice = await ask('POST', `/v1/customers/${uuid}/invoices`, { month }, signal);
    return { refusals: [], bill: readBill(toStatement(invoice)) };
  },
};

interface Invoice {
  readonly customer: { readonly country: string; readonly currency: string };
  readonly month: string;
  readonly lines: readonly {
    readonly project: string;
    readonly meter: string;
    readonly unit: string;
    readonly quantity: string;
    readonly amount: number;
  }[];
  readonly net: number;
  readonly taxPercent: number;
  readonly tax: number;
  readonly total: number;
}

/** The invoice in the words of our bills; amounts are minor units on both sides. */
function toStatement({ customer, month, lines, net, taxPercent, tax, total }: Invoice) {
  return {
    member: customer.country,
    currency: customer.currency,
    month,
    lineItems: lines.map(({ project, meter, ...line }) => ({ projectId: project, counterName: meter, ...line })),
    usageAmount: net,
    charge: net,
    taxRate: taxPercent,
    vat: tax,
    totalAmount: total,
  };
}

/** Throws for whatever is no success: trouble is an error of the run, and no wrong bill. */
async function ask(method: string, path: string, body: unknown, signal: AbortSignal): Promise<Invoice> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal,
  });
  if (!response.ok) throw new Error(`${method} ${path} answers ${response.status}: ${await response.text()}`);
  return JSON.parse(await response.text());
}
