import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { calculateStatement, type Reading, type Rules, standardRules } from '@billing-testkit/engine';
import { onTestFinished } from 'vitest';

interface Usage {
  readonly project: string;
  readonly meter: string;
  readonly kind: Reading['counterType'];
  readonly unit: string;
  readonly value: string;
  readonly at: string;
  readonly resource?: string;
}

/** Acme Invoicing, the API of another provider that examples/acme-target.ts speaks; closed when the test is over. */
export async function acmeServer(rules: Rules = standardRules): Promise<string> {
  const customers = new Map<string, { readonly country: string; readonly usage: Usage[] }>();
  const server = createServer(async (request, response) => {
    const [, , , id = '', part] = (request.url ?? '').split('/');
    const body = await bodyOf(request);
    const customer = customers.get(id) ?? { country: body.country, usage: [] };
    customers.set(id, customer);
    if (part === 'usage') customer.usage.push(body);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(part === 'invoices' ? invoice(customer, body.month, rules) : {}));
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
  });
  return `http://localhost:${portOf(server.address())}`;
}

function invoice({ country, usage }: { country: string; usage: readonly Usage[] }, month: string, rules: Rules) {
  const readings = usage.map(({ project, meter, kind, value, at, resource, unit }) => ({
    projectId: project,
    counterName: meter,
    counterType: kind,
    unit,
    volume: value,
    timestamp: at,
    ...(resource !== undefined && { resourceId: resource }),
  }));
  const bill = calculateStatement({ member: country, month, readings }, { rules });
  return {
    customer: { country, currency: bill.currency },
    month,
    lines: bill.lineItems.map(({ projectId, counterName, unit, quantity, amount }) => {
      return { project: projectId, meter: counterName, unit, quantity, amount };
    }),
    net: bill.charge,
    taxPercent: Number(bill.taxRate),
    tax: bill.vat,
    total: bill.totalAmount,
  };
}

function portOf(address: AddressInfo | string | null): number | undefined {
  return typeof address === 'object' ? address?.port : undefined;
}

/** The one body of each of its requests, whichever it is. */
async function bodyOf(request: IncomingMessage): Promise<Usage & { readonly country: string; readonly month: string }> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return JSON.parse(text === '' ? '{}' : text);
}
