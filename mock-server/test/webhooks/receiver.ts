import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A request that a receiver got. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Answer = number | ((request: IncomingMessage, response: ServerResponse, socket: Socket) => void);

/** A server that webhooks post to. */
export interface Receiver {
  readonly url: string;
  /** All requests that came, in order. */
  readonly received: readonly Received[];
  /** The answers to the next requests: a status, or a function that answers. After them it answers 204. */
  answers: Answer[];
  /** Resolves once so many requests came in all. */
  hasReceived(count: number): Promise<readonly Received[]>;
}

/** Starts a receiver that lives as long as the test. */
export async function newReceiver(...answers: Answer[]): Promise<Receiver> {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  const server = createServer(async (request, response) => {
    const { headers, url: path = '' } = request;
    received.push({ path, headers, body: await text(request) });
    for (const look of waiting) look();
    const next = receiver.answers.shift() ?? 204;
    if (typeof next === 'number') response.writeHead(next).end();
    else next(request, response, request.socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = addressOf(server.address());
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/billing`,
    received,
    answers,
    hasReceived: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (received.length < count) return;
          waiting.delete(look);
          resolve(received);
        };
        waiting.add(look);
        look();
      }),
  };
  return receiver;
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (typeof address !== 'object' || address === null) throw new TypeError('A server that listens has an address.');
  return address;
}
