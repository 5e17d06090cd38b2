import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Turns of the event loop after which what was sent is taken for read though clients still connect or ask. */
const MAX_TURNS = 1_000;

/** Answers of a connection that are not out yet, in order; and whether its client wants to go on after each. */
type Unanswered = { readonly response: ServerResponse; readonly isKept: boolean }[];

/** The connections of a server. They pass each request of the server to `listener`, which answers it. */
export class Connections {
  readonly #listener: RequestListener;
  readonly #unanswered = new Map<Socket, Unanswered>();
  #isEnding = false;
  #isGraceOver = false;
  /** The number of connections and requests that the server ever got. */
  #received = 0;

  constructor(server: Server, listener: RequestListener) {
    this.#listener = listener;
    server.on('connection', (socket: Socket) => this.#connected(socket));
    server.on('request', (request: IncomingMessage, response: ServerResponse) => this.#asked(request, response));
  }

  /** Ends each connection, from now on, with the last answer that it waits for; that answer says so. */
  endAfterAnswers(): void {
    this.#isEnding = true;
    for (const unanswered of this.#unanswered.values()) endAfterLast(unanswered);
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
  async read(): Promise<void> {
    let received = -1;
    for (let turn = 0; turn < MAX_TURNS && received !== this.#received; turn += 1) {
      received = this.#received;
      await nextTurn();
      await nextTurn();
    }
  }

  #connected(socket: Socket): void {
    this.#received += 1;
    this.#unanswered.set(socket, []);
    socket.once('close', () => this.#unanswered.delete(socket));
  }

  #asked(request: IncomingMessage, response: ServerResponse): void {
    this.#received += 1;
    const { socket } = request;
    const unanswered = this.#unanswered.get(socket) ?? [];
    const entry = { response, isKept: response.shouldKeepAlive };
    unanswered.push(entry);
    response.on('close', () => {
      unanswered.splice(unanswered.indexOf(entry), 1);
      if (this.#isGraceOver && unanswered.length === 0) socket.end();
    });
    if (!this.#isEnding) {
      this.#listener(request, response);
      return;
    }
    endAfterLast(unanswered);
    // The last answer is known only after the server has read all that came with the request.
    setImmediate(() => this.#listener(request, response));
  }
}

/** An answer before the last must not end the connection: nothing is sent after it. */
function endAfterLast(unanswered: Unanswered): void {
  for (const [index, { response, isKept }] of unanswered.entries()) {
    response.shouldKeepAlive = isKept && index < unanswered.length - 1;
  }
}
