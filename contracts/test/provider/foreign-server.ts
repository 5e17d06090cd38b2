import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';

/**
 * A billing system of somebody else, of three operations: contracts are read, and a statement is refused to nobody. It has its own ids,
 * and its own URL that sets up states.
 */
export function foreignServer(): RequestListener {
  const contracts = new Map<string, object>();
  return (request, response) => {
    void answer(request, response, contracts);
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, contracts: Map<string, object>) {
  const { url = '', headers } = request;
  if (url === '/prepare') return reply(response, 200, prepared(await json(request), contracts));
  if (url.endsWith('/statements') && headers.uuid === undefined)
    return reply(response, 401, refusal('UNAUTHENTICATED'));
  const contract = contracts.get(`${headers.uuid} ${url.split('/').at(-1)}`);
  if (!contract) return reply(response, 404, refusal('NOT_FOUND'));
  return reply(response, 200, { header: { isSuccessful: true, resultCode: 0, resultMessage: 'OK' }, contract });
}

/** A customer of this system has a number of its own, whatever account the pact names. */
function prepared(change: unknown, contracts: Map<string, object>): object {
  const { action, state, params } = Object(change);
  contracts.clear();
  if (action === 'teardown') return {};
  const { name, discountRate, baseFee, minimumCharge } = params;
  const terms = { name, discountRate, baseFee, minimumCharge, currency: 'KRW' };
  if (state === 'an account with a contract') contracts.set('customer-9 K-77', { contractId: 'K-77', ...terms });
  return { uuid: 'customer-9', contractId: 'K-77' };
}

function refusal(error: string): object {
  return { header: { isSuccessful: false, resultCode: 1, resultMessage: 'No.' }, error, details: [] };
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
