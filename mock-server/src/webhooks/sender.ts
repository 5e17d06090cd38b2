import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from 'node:http';

/** The number of connections that all deliveries together have at once, for each of http and https. */
const MAX_CONNECTIONS = 100;

/** The number of bytes of an answer's body that are read and kept. */
const MAX_EXCERPT_BYTES = 1024;

/** A request to a receiver. */
export interface Outgoing {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The answer of a receiver, or the reason why there is none. */
export interface Outcome {
  readonly status: number | undefined;
  readonly responseBody: string | undefined;
  readonly error: string | undefined;
}

/** A part of Node, for http or https, and the connections that are made with it. */
interface Protocol {
  readonly request: (url: URL, options: RequestOptions) => ClientRequest;
  readonly agent: Agent;
}

/** Posts to receivers. It keeps no connection, follows no redirect and reads only the beginning of an answer. */
export class Sender {
  readonly #timeoutMs: number;
  readonly #protocols = new Map<string, Promise<Protocol>>();

  /** `timeoutMs` is the time for connecting, sending and the answer; 0 is no limit. */
  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** Sends a request. Never rejects: a failure is in the outcome. */
  async post(outgoing: Outgoing, signal: AbortSignal): Promise<Outcome> {
    const url = new URL(outgoing.url);
    const { request, agent } = await this.#protocolOf(url);
    const options = { method: 'POST', headers: outgoing.headers, agent, signal };
    return new Promise((resolve) => {
      const sent = request(url, options);
      new Exchange(sent, this.#timeoutMs, resolve);
      sent.end(outgoing.body);
    });
  }

  #protocolOf({ protocol }: URL): Promise<Protocol> {
    const known = this.#protocols.get(protocol) ?? (protocol === 'https:' ? https() : http());
    this.#protocols.set(protocol, known);
    return known;
  }
}

const AGENT_OPTIONS = { keepAlive: false, maxTotalSockets: MAX_CONNECTIONS };

async function http(): Promise<Protocol> {
  const { Agent: HttpAgent, request } = await import('node:http');
  return { request, agent: new HttpAgent(AGENT_OPTIONS) };
}

/** It is loaded for the first receiver that has a certificate. */
async function https(): Promise<Protocol> {
  const { Agent: HttpsAgent, request } = await import('node:https');
  return { request, agent: new HttpsAgent(AGENT_OPTIONS) };
}

/** A request that was begun, until it has its outcome. */
class Exchange {
  readonly #sent: ClientRequest;
  readonly #resolve: (outcome: Outcome) => void;
  readonly #chunks: Buffer[] = [];
  #status: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(sent: ClientRequest, timeoutMs: number, resolve: (outcome: Outcome) => void) {
    this.#sent = sent;
    this.#resolve = resolve;
    // A request that waits for a connection has not begun.
    sent.once('socket', () => this.#limit(timeoutMs));
    sent.on('error', (error) => this.#end(reasonOf(error)));
    sent.once('close', () => this.#end('the connection was closed without an answer'));
    sent.once('response', (response) => this.#read(response));
  }

  #limit(timeoutMs: number): void {
    if (timeoutMs === 0) return;
    const reason = `no answer within ${timeoutMs / 1_000} s`;
    this.#timer = setTimeout(() => this.#end(reason), timeoutMs).unref();
  }

  #read(response: IncomingMessage): void {
    this.#status = response.statusCode;
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= MAX_EXCERPT_BYTES) this.#end();
    });
    // The status says whether the event arrived, however the body ends.
    response.once('end', () => this.#end());
    response.on('error', () => this.#end());
  }

  /** Ends the delivery. Only the first end counts. */
  #end(error?: string): void {
    clearTimeout(this.#timer);
    const status = this.#status;
    const responseBody = Buffer.concat(this.#chunks).subarray(0, MAX_EXCERPT_BYTES).toString();
    this.#resolve(
      status === undefined
        ? { status, responseBody: undefined, error }
        : { status, responseBody, error: status >= 300 && status < 400 ? 'redirects are not followed' : undefined },
    );
    this.#sent.destroy();
  }
}

/** The reason in one line. A connection to a name with several addresses fails with an error that has no message of its own. */
function reasonOf(error: Error): string {
  const message = error.message.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  if (message !== '') return message;
  const [first] = error instanceof AggregateError ? error.errors : [];
  return first instanceof Error ? first.message : error.name;
}
