import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** The requests of a connection that are not answered yet, with their answers; the first one is being answered. */
type Unanswered = (readonly [IncomingMessage, ServerResponse])[];

/**
 * Answers the requests of a connection one after another, each once the answer before it was taken: a client that sends and does
 * not read makes the server keep one answer, not all. A client that takes nothing of its answer for `takenWithinMs` is cut off.
 */
export function inTurn(listener: Listener, takenWithinMs: number): Listener {
  const connections = new WeakMap<Socket, Unanswered>();

  const answerFirst = (unanswered: Unanswered) => {
    const [first] = unanswered;
    if (!first) return;
    const [request, response] = first;
    const { socket } = request;
    response.on('prefinish', () => {
      // Node cuts off a connection whose time is up, and counts anew whenever the client takes something.
      if (socket.writableLength > 0) socket.setTimeout(takenWithinMs);
    });
    response.on('close', () => {
      unanswered.shift();
      if (!socket.destroyed) answerFirst(unanswered);
    });
    listener(request, response);
  };

  return (request, response) => {
    const { socket } = request;
    const unanswered = connections.get(socket) ?? [];
    if (unanswered.push([request, response]) > 1) return;
    connections.set(socket, unanswered);
    answerFirst(unanswered);
  };
}
