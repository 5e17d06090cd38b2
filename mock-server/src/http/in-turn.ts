import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** A request that is not answered yet, and its answer. */
interface Pending {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

const TAKEN_WITHIN_MS = 30_000;

/**
 * Answers the requests of a connection one after another, each once the answer before it was taken: a client that sends and does
 * not read makes the server keep one answer, not all. A client that takes nothing of its answer for half a minute is cut off.
 */
export function inTurn(listener: Listener): Listener {
  const waiting = new WeakMap<Socket, Pending[]>();

  const answer = ({ request, response }: Pending) => {
    const { socket } = request;
    response.once('prefinish', () => {
      // Node cuts off a connection whose time is up, and counts anew whenever the client takes something.
      if (socket.writableLength > 0) socket.setTimeout(TAKEN_WITHIN_MS);
    });
    response.once('close', () => {
      const next = socket.destroyed ? undefined : waiting.get(socket)?.shift();
      if (next) answer(next);
      else waiting.delete(socket);
    });
    listener(request, response);
  };

  return (request, response) => {
    const queue = waiting.get(request.socket);
    if (queue) {
      queue.push({ request, response });
      return;
    }
    waiting.set(request.socket, []);
    answer({ request, response });
  };
}
