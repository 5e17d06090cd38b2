import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { fileURLToPath } from 'node:url';

const CPU_TIME = new URL('cpu-time.ts', import.meta.url).href;
const BIN = fileURLToPath(new URL('../bin/billing-mock-server.js', import.meta.url));
const DEADLINE_MS = 20_000;

/** A series of requests is longer than these limits. */
const MANY = ['--max-faults', '1000000', '--max-snapshots', '1000000', '--max-webhooks', '1000000'];

export interface Request {
  readonly method: string;
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  /** The time that the server's main thread worked for the answer. Other programs hardly change it, unlike the time that passed. */
  readonly ms: number;
  readonly status: number;
  readonly text: string;
}

/**
 * A mock server in a process of its own. Requests use one connection that is kept, and a server that does not answer is started
 * anew.
 */
export class ServerProcess {
  readonly #options: readonly string[];
  #child: ChildProcess | undefined;
  #url = '';
  #agent = new Agent({ keepAlive: true });

  constructor(...options: readonly string[]) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const args = [
      '--import',
      CPU_TIME,
      BIN,
      '--port',
      '0',
      '--host',
      '127.0.0.1',
      '--rate-limit',
      '0',
      ...MANY,
      ...this.#options,
    ];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    if (!child.stdout) throw new TypeError('The server has an output to tell its address on.');
    this.#child = child;
    this.#agent = new Agent({ keepAlive: true });
    const [line] = await once(child.stdout, 'data');
    this.#url = /http:\/\/\S+:\d+/.exec(String(line))?.[0] ?? '';
  }

  stop(): void {
    this.#agent.destroy();
    this.#child?.kill('SIGKILL');
  }

  /** Sends a request and measures its cost. Throws when no answer comes in time, or when the server ends. */
  async send(request: Request): Promise<Answer> {
    try {
      const before = await this.#cpuTime();
      const answer = await this.#exchange(request);
      return { ...answer, ms: ((await this.#cpuTime()) - before) / 1000 };
    } catch (error) {
      this.stop();
      await this.start();
      throw error;
    }
  }

  /** Sends a request that sets up a state, and returns the answer's fields. Throws when the request is refused. */
  async ask(
    method: string,
    target: string,
    { body, ...headers }: { body?: object; uuid?: string } = {},
  ): Promise<Fields> {
    const json = body === undefined ? { headers: {} } : jsonBody(body);
    const answer = await this.#exchange({ method, target, ...json, headers: { ...headers, ...json.headers } });
    if (answer.status >= 300) throw new Error(`${method} ${target} was refused: ${answer.text.slice(0, 500)}`);
    return JSON.parse(answer.text);
  }

  async #cpuTime(): Promise<number> {
    if (!this.#child?.connected) throw new Error('The server has ended.');
    this.#child.send('cpu time');
    const [microseconds] = await once(this.#child, 'message');
    return Number(microseconds);
  }

  #exchange({ method, target, headers, body }: Request): Promise<Omit<Answer, 'ms'>> {
    return new Promise((resolve, reject) => {
      const sent = httpRequest(this.#url, { method, path: target, headers: { ...headers }, agent: this.#agent });
      const timer = setTimeout(() => sent.destroy(new Error(`no answer within ${DEADLINE_MS / 1000} s`)), DEADLINE_MS);
      const fail = (error: Error) => {
        clearTimeout(timer);
        reject(error);
      };
      sent.once('error', fail);
      sent.once('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', fail);
        response.once('end', () => {
          clearTimeout(timer);
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
        });
      });
      sent.end(body);
    });
  }
}

/** The fields of an answer. */
export type Fields = Readonly<Record<string, unknown>>;

export function jsonBody(value: unknown): { body: string; headers: Record<string, string> } {
  return jsonText(JSON.stringify(value));
}

export function jsonText(body: string): { body: string; headers: Record<string, string> } {
  const length = String(Buffer.byteLength(body));
  return { body, headers: { 'content-type': 'application/json', 'content-length': length } };
}
