import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A request as the server saw it. */
export interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The caller's port. It is the same for all requests over one connection. */
  readonly port: number | undefined;
}

/** The reply of the server to a request. */
export type Reply = (response: ServerResponse) => void;

/**
 * A real server on a port of its own. It gives its replies in turn, and repeats the last one. It closes at the end of the test.
 */
export async function scriptedServer(...replies: Reply[]): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  // No connection is closed for being idle, however long a slow machine takes for the next request.
  const server = createServer({ keepAliveTimeout: 0 }, async (request, response) => {
    const { method, url, headers, socket } = request;
    const reply = replies[Math.min(received.length, replies.length - 1)];
    const entry = { method, url, headers, port: socket.remotePort };
    received.push({ ...entry, body: await text(request) });
    reply?.(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${portOf(server.address())}`, received };
}

/** Answers with a body as it is. */
export function answers(status: number, body: string, headers: Record<string, string> = {}): Reply {
  return (response) => response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body);
}

/** Answers a success with these fields. */
export function succeeds(fields: object = {}, status = 200): Reply {
  const header = { isSuccessful: true, resultCode: 0, resultMessage: 'SUCCESS' };
  return answers(status, JSON.stringify({ header, ...fields }));
}

/** Answers a refusal as the API words it. */
export function refuses(status: number, error: string, headers: Record<string, string> = {}): Reply {
  const header = { isSuccessful: false, resultCode: status, resultMessage: `Refused as ${error}` };
  return answers(status, JSON.stringify({ header, error, details: [], requestId: 'req-1' }), headers);
}

/** Breaks the connection instead of answering. */
export const resets: Reply = (response) => {
  response.socket?.resetAndDestroy();
};

/** Never answers. */
export const staysSilent: Reply = () => undefined;

/** The port that a server listens on. */
export function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new TypeError('not listening on a port');
  return address.port;
}
