import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { json, text as readText } from 'node:stream/consumers';
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
        .then((answer) => {
          response.writeHead(answer.status, { 'content-type': 'application/json' });
          response.end(answer.text);
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

  async #change(change: Readonly<Record<string, unknown>>): Promise<Answered> {
    const state = textOf(change.state) ?? '';
    // The name is empty for an interaction that needs no state.
    if (state === '') return { status: 200, text: '{}' };
    const answer = await this.#ask(change);
    if (answer.status < 300) return answer;
    this.#failures.set(state, reasonOf(this.#target, answer));
    // Pact asks again for minutes when the status is 500 or more.
    return { status: 400, text: '{}' };
  }

  async #ask(change: object): Promise<Answered> {
    try {
      return await post(this.#target, this.#headers, JSON.stringify(change));
    } catch (error) {
      return { status: 502, text: '{}', problem: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** Sends JSON, to any port: `fetch` refuses some of those on which a provider can listen. */
async function post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<Answered> {
  const { request } = url.startsWith('https:') ? await import('node:https') : await import('node:http');
  const sent = request(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    signal: AbortSignal.timeout(STATE_WITHIN_MS),
  });
  sent.end(body);
  const [answer] = await once(sent, 'response');
  return { status: answer.statusCode, text: await readText(answer) };
}

interface Answered {
  readonly status: number;
  readonly text: string;
  /** The reason why there is no answer of the provider. */
  readonly problem?: string;
}

const MAX_REASON = 500;

/** The provider's own words when it answers in the API's envelope, or has a message; else the beginning of its answer. */
function reasonOf(url: string, { status, text, problem }: Answered): string {
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
