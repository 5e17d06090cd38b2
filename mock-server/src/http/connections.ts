import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Turns of the event loop after which the bytes sent so far count as read, even if clients still connect or ask. */
const MAX_TURNS = 1_000;

/** Answers of a connection that are not out yet, in order; and whether its client wants to go on after each. */
type Unanswered = { readonly response: ServerResponse; readonly isKept: boolean }[];

/** The connections of a server. They pass each request of the server to `listener`, which answers it. */
export class Connections {
  readonly #server: Server;
  readonly #listener: RequestListener;
  readonly #unanswered = new Map<Socket, Unanswered>();
  /** Resolves once the server has stopped listening; nothing while it is not told to. */
  #stopped: Promise<void> | undefined;
  #isGraceOver = false;
  /** The number of connections that the server ever accepted. */
  #accepted = 0;
  /** The number of requests that the server ever got. */
  #requested = 0;

  constructor(server: Server, listener: RequestListener) {
    this.#server = server;
    this.#listener = listener;
    server.on('connection', (socket: Socket) => this.#connected(socket));
    server.on('request', (request: IncomingMessage, response: ServerResponse) => this.#asked(request, response));
  }

  /**
   * Stops listening, once the connections that wait to be accepted are accepted: the system resets those that still wait. From
   * then on each connection ends with the last answer that it waits for, and that answer says so. Requests that come meanwhile are
   * answered afterwards, for a client whose connection ends may open another one at once, and that must be refused, not reset.
   */
  stopListening(): Promise<void> {
    this.#stopped = untilUnchanged(() => this.#accepted).then(() => {
      // The method of an HTTP server would cut idle connections at once.
      NetServer.prototype.close.call(this.#server);
      for (const unanswered of this.#unanswered.values()) endAfterLast(unanswered);
    });
    return this.#stopped;
  }

  /** Ends the connections that wait for no answer, now and as soon as they do not. */
  endIdle(): void {
    this.#isGraceOver = true;
    for (const [socket, unanswered] of this.#unanswered) if (unanswered.length === 0) socket.destroy();
  }

  cut(): void {
    for (const socket of this.#unanswered.keys()) socket.destroy();
  }

  /** Resolves when all that was sent to the server before is read. */
  read(): Promise<void> {
    return untilUnchanged(() => this.#accepted + this.#requested);
  }

  #connected(socket: Socket): void {
    this.#accepted += 1;
    this.#unanswered.set(socket, []);
    socket.once('close', () => this.#unanswered.delete(socket));
  }

  #asked(request: IncomingMessage, response: ServerResponse): void {
    this.#requested += 1;
    const { socket } = request;
    const unanswered = this.#unanswered.get(socket) ?? [];
    const entry = { response, isKept: response.shouldKeepAlive };
    unanswered.push(entry);
    response.on('close', () => {
      unanswered.splice(unanswered.indexOf(entry), 1);
      if (this.#isGraceOver && unanswered.length === 0) socket.end();
    });
    if (this.#stopped === undefined) {
      this.#listener(request, response);
      return;
    }
    endAfterLast(unanswered);
    // The last answer is known only after the server has read all that came with the request.
    void this.#stopped.then(() => setImmediate(() => this.#listener(request, response)));
  }
}

/** Resolves when a number stays the same while the event loop turns. */
async function untilUnchanged(count: () => number): Promise<void> {
  let before = -1;
  for (let turn = 0; turn < MAX_TURNS && before !== count(); turn += 1) {
    before = count();
    await nextTurn();
    await nextTurn();
  }
}

/** An answer before the last must not end the connection: nothing is sent after it. */
function endAfterLast(unanswered: Unanswered): void {
  for (const [index, { response, isKept }] of unanswered.entries()) {
    response.shouldKeepAlive = isKept && index < unanswered.length - 1;
  }
}
