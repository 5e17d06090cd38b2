import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { json } from 'node:stream/consumers';
import { objectOf, textOf } from '../documents/json-value.ts';

/** The time that a provider has to set up a state. */
const STATE_WITHIN_MS = 30_000;

/** Hands Pact's requests for provider states on to the provider, and keeps the reason when it refuses one: Pact only tells the status. */
export class StateRelay {
  readonly #target: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #failures = new Map<string, string>();
  readonly #server: Server;

  constructor(target: string, headers: Readonly<Record<string, string>>) {
    this.#target = target;
    this.#headers = headers;
    this.#server = createServer((request, response) => {
      void json(request)
        .then((change) => this.#change(objectOf(change)))
        .then(({ status, text }) => {
          response.writeHead(status, { 'content-type': 'application/json' });
          response.end(text);
        });
    });
  }

  /** The last reason why each state could not be set up. */
  get failures(): ReadonlyMap<string, string> {
    return this.#failures;
  }

  /** Begins to listen, and answers the URL for Pact. */
  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${Object(this.#server.address()).port}`;
  }

  close(): void {
    this.#server.close();
  }

  async #change(change: Readonly<Record<string, unknown>>): Promise<Refused | { status: number; text: string }> {
    const state = textOf(change.state) ?? '';
    // The name is empty for an interaction that needs no state.
    if (state === '') return { status: 200, text: '{}' };
    const answer = await this.#ask(change);
    if (answer.status >= 300) this.#failures.set(state, reasonOf(this.#target, answer));
    return answer;
  }

  async #ask(change: object): Promise<Refused> {
    const headers = { ...this.#headers, 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(STATE_WITHIN_MS);
    try {
      const answer = await fetch(this.#target, { method: 'POST', headers, body: JSON.stringify(change), signal });
      return { status: answer.status, text: await answer.text() };
    } catch (error) {
      return { status: 502, text: '{}', problem: String(error instanceof Error ? (error.cause ?? error) : error) };
    }
  }
}

interface Refused {
  readonly status: number;
  readonly text: string;
  /** Why there is no answer of the provider. */
  readonly problem?: string;
}

const MAX_REASON = 500;

/** The provider's own words when it answers in the API's envelope, or has a message; else the beginning of its answer. */
function reasonOf(url: string, { status, text, problem }: Refused): string {
  if (problem !== undefined) return `POST ${url} failed: ${problem}`;
  const hint = status === 404 || status === 405 ? '; say with --states where states are set up, or --states none' : '';
  return `POST ${url} answered ${status}: ${(messageIn(text) ?? text).slice(0, MAX_REASON)}${hint}`;
}

function messageIn(text: string): string | undefined {
  try {
    const body = objectOf(JSON.parse(text));
    return textOf(objectOf(body.header).resultMessage) ?? textOf(body.message) ?? textOf(body.error);
  } catch {
    return undefined;
  }
}
