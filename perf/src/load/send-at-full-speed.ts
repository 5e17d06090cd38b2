import { performance } from 'node:perf_hooks';
import autocannon from 'autocannon';
import type { LoadRequest } from '../requests/load-request.ts';
import type { LoadLimits, LoadTarget } from './load-limits.ts';
import { type OnEnd, type Outcome, outcomeOfStatus } from './outcome.ts';

/** autocannon looks so often whether its time is over. */
const SAMPLE_MS = 50;

/** autocannon takes no shorter time-out, in seconds. */
const LEAST_TIMEOUT_S = 1;

/** A target that is gone fails every request at once. */
const MOST_BROKEN_CONNECTIONS = 200;

/**
 * Sends requests with autocannon as fast as they are answered: each connection sends its next one when it has the answer. Resolves
 * to the time that it took, in milliseconds.
 */
export async function sendAtFullSpeed(
  target: LoadTarget,
  next: () => LoadRequest,
  limits: LoadLimits,
  onEnd: OnEnd,
): Promise<number> {
  const { durationMs, maxRequests, timeoutMs, signal } = limits;
  if (signal.aborted) return 0;
  const connections = Math.min(limits.connections, maxRequests);
  const beganMs = performance.now();
  const open = new Set<Connection>();
  const options: autocannon.Options = {
    url: new URL(target.url).origin,
    connections,
    duration: durationMs / 1_000,
    timeout: Math.max(LEAST_TIMEOUT_S, timeoutMs / 1_000),
    maxOverallRequests: maxRequests,
    sampleInt: SAMPLE_MS,
    bailout: MOST_BROKEN_CONNECTIONS,
    setupClient: (client) => open.add(new Connection(client, { target, next, timeoutMs, beganMs, onEnd })),
  };
  await ended(options, signal);
  const tookMs = performance.now() - beganMs;
  for (const connection of open) connection.end({ kind: 'cut' });
  return tookMs;
}

async function ended(options: autocannon.Options, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  try {
    await new Promise<void>((resolve, reject) => {
      const load = autocannon(options, (error) => (error ? reject(error) : resolve()));
      signal.addEventListener('abort', () => load.stop(), { signal: over.signal });
    });
  } finally {
    over.abort();
  }
}

interface ConnectionOptions {
  readonly target: LoadTarget;
  readonly next: () => LoadRequest;
  readonly timeoutMs: number;
  /** The instant at which the load began, as `performance.now` tells it. */
  readonly beganMs: number;
  readonly onEnd: OnEnd;
}

/** One connection of autocannon, and the request that it waits for. */
class Connection {
  readonly #options: ConnectionOptions;
  readonly #prefix: string;
  #open: LoadRequest | undefined;
  #sentMs = 0;
  #error: string | undefined;

  constructor(client: autocannon.Client, options: ConnectionOptions) {
    this.#options = options;
    this.#prefix = new URL(options.target.url).pathname.replace(/\/$/, '');
    client.setRequests([{ setupRequest: (blank) => this.#nextRequest(blank) }]);
    client.on('response', (status) => this.end(outcomeOfStatus(status)));
    client.addListener('connError', (error: NodeJS.ErrnoException) => {
      this.#error = error.code ?? error.message;
    });
  }

  end(outcome: Outcome): void {
    const request = this.#open;
    if (request === undefined) return;
    this.#open = undefined;
    const now = performance.now();
    const { beganMs, onEnd } = this.#options;
    onEnd({ request, outcome, latencyMs: now - this.#sentMs, atMs: now - beganMs });
  }

  /** A request that is still open when the next one is made was lost with its connection. */
  #nextRequest(blank: autocannon.Request): autocannon.Request {
    const { target, next, timeoutMs } = this.#options;
    const isLate = performance.now() - this.#sentMs >= timeoutMs;
    this.end({ kind: 'unanswered', reason: this.#error ?? (isLate ? 'timed out' : 'connection closed') });
    this.#error = undefined;
    const request = next();
    this.#open = request;
    this.#sentMs = performance.now();
    const { method, path, body } = request;
    return { ...blank, method, path: this.#prefix + path, headers: target.headersOf(request), body };
  }
}
