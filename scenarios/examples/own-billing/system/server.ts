import { createServer, type IncomingMessage } from 'node:http';
import type { Customer, Extra, Plan, Voucher } from './customer.ts';
import { makeInvoice } from './invoice.ts';
import type { UsageEvent } from './quantities.ts';

/**
 * Harbour, a billing system that is not ours: the part that your system plays. Its API, prices and rules are its own, and it knows
 * neither the engine nor the billing API.
 */
const customers = new Map<string, Customer>();

const server = createServer(async (request, response) => {
  const answer = await answerTo(request).catch((error: unknown) => ({ error: String(error) }));
  response.writeHead('error' in answer ? 400 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer));
});

server.listen(Number(process.env.PORT ?? 8080), 'localhost', () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : address;
  process.stdout.write(`Harbour listens on http://localhost:${port}\n`);
});

/** The parts of the bodies. A request has the part that its path asks for. */
interface Body {
  readonly events: readonly UsageEvent[];
  readonly plan: Plan;
  readonly extra: Extra;
  readonly voucher: Voucher;
  readonly month: string;
}

async function answerTo(request: IncomingMessage): Promise<object> {
  if (request.method === 'GET') return { name: 'Harbour' };
  const [, id = '', part = ''] = (request.url ?? '').split('/');
  const { events, plan, extra, voucher, month } = await bodyOf(request);
  const customer = customers.get(id) ?? { events: [], plans: [], extras: [], vouchers: [], invoices: [] };
  customers.set(id, customer);
  switch (part) {
    case 'events':
      return { stored: customer.events.push(...events) };
    case 'plans':
      return { stored: customer.plans.push(plan) };
    case 'extras':
      return { stored: customer.extras.push(extra) };
    case 'vouchers':
      return { stored: customer.vouchers.push(voucher) };
    case 'invoices': {
      const invoice = makeInvoice(customer, month);
      customer.invoices.push(invoice);
      return invoice;
    }
    default:
      return { error: `There is no ${request.url}.` };
  }
}

async function bodyOf(request: IncomingMessage): Promise<Body> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return JSON.parse(text);
}
