import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * How a server is closed: it stops listening, answers the requests in flight, and ends every connection that has none, one
 * that has sent nothing or half a request included. Closing it again waits for the same.
 */
export function closing(server: Server): () => Promise<void> {
  const inFlight = new Map<Socket, number>();
  let closed: Promise<unknown> | undefined;

  const count = (socket: Socket, change: number) => {
    const requests = (inFlight.get(socket) ?? 0) + change;
    if (!socket.destroyed) inFlight.set(socket, requests);
    if (closed && requests === 0) socket.end();
  };
  server.on('connection', (socket: Socket) => {
    count(socket, 0);
    socket.once('close', () => inFlight.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    count(socket, 1);
    response.once('close', () => count(socket, -1));
  });

  return async () => {
    if (!closed) {
      closed = once(server, 'close');
      server.close();
      for (const [socket, requests] of inFlight) if (requests === 0) socket.destroy();
    }
    await closed;
  };
}
