import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { onTestFinished } from 'vitest';

/** A server that is no billing system, or a bad one; closed with the test. */
export async function oddServer(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
}

/** Answers everything with a page. */
export const htmlPage: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'text/html').end('<html><body>Welcome</body></html>');
};

/** Answers nothing, ever. */
export const silence: RequestListener = () => undefined;

export const wantsCredentials: RequestListener = (_request, response) => {
  response.writeHead(401, { 'content-type': 'text/plain' }).end('who are you?');
};

export const redirects: RequestListener = (_request, response) => {
  response.writeHead(301, { location: 'https://example.com/' }).end();
};

/** Has the same answer to everything: that it went well, and that this is the bill. */
export function constantly(statement: object): RequestListener {
  const header = { isSuccessful: true, resultCode: 0, resultMessage: 'SUCCESS' };
  const ids = { contractId: 'c', adjustmentId: 'a', creditId: 'k', paymentGroupId: 'p', batchId: 'b' };
  const answer = JSON.stringify({ header, ...ids, statement, statements: [statement] });
  return (_request, response) => {
    response.setHeader('content-type', 'application/json').end(answer);
  };
}

/** The bill is nothing, whoever asks for it. */
export const constants = constantly({ lineItems: [], appliedAdjustments: [], appliedCredits: [], totalAmount: 0 });
