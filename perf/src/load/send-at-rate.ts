import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { LoadRequest } from '../requests/load-request.ts';
import { LatencyHistogram } from './latency-histogram.ts';
import type { LoadLimits, LoadTarget } from './load-limits.ts';
import { type OnEnd, type Outcome, outcomeOfStatus } from './outcome.ts';

export interface RateOptions extends LoadLimits {
  /** The requests a second. */
  readonly rate: number;
}

/** The time between two checks for requests that took too long. */
const CHECK_MS = 50;

interface OpenRequest {
  readonly sent: ClientRequest;
  readonly dueMs: number;
}

/**
 * Sends requests at a constant rate, whether or not the earlier ones are answered. The latency of a request begins when it is due:
 * a request that waits for a free connection, because the target is slow, is slow itself. So a target that stalls is not
 * measured less often while it stalls (coordinated omission). Resolves when all requests have ended, to the lateness of their sending.
 */
export async function sendAtRate(
  target: LoadTarget,
  next: () => LoadRequest,
  options: RateOptions,
  onEnd: OnEnd,
): Promise<{ readonly lateness: LatencyHistogram; readonly durationMs: number }> {
  const { rate, durationMs, maxRequests, signal } = options;
  const sender = new Sender(target, options, onEnd);
  const lateness = new LatencyHistogram();
  const total = Math.min(maxRequests, Math.max(1, Math.floor((rate * durationMs) / 1_000)));
  let sent = 0;
  while (sent < total && !signal.aborted) {
    for (let dueMs = (sent * 1_000) / rate; sent < total && dueMs <= sender.nowMs; dueMs = (sent * 1_000) / rate) {
      lateness.record(sender.nowMs - dueMs);
      sender.send(next(), dueMs);
      sent += 1;
    }
    if (sent < total) await wait(Math.max(0, (sent * 1_000) / rate - sender.nowMs));
  }
  await sender.ended(signal);
  return { lateness, durationMs: sender.nowMs };
}

/** The open requests of one load, and the connections they share. */
class Sender {
  readonly #target: LoadTarget;
  readonly #options: LoadLimits;
  readonly #onEnd: OnEnd;
  readonly #beganMs = performance.now();
  readonly #open = new Set<OpenRequest>();
  readonly #agent: HttpAgent | HttpsAgent;
  readonly #request: typeof httpRequest | typeof httpsRequest;
  readonly #base: URL;
  readonly #overdueCheck: NodeJS.Timeout;

  constructor(target: LoadTarget, options: LoadLimits, onEnd: OnEnd) {
    this.#target = target;
    this.#options = options;
    this.#onEnd = onEnd;
    this.#base = new URL(target.url);
    const isHttps = this.#base.protocol === 'https:';
    this.#request = isHttps ? httpsRequest : httpRequest;
    const pool = { keepAlive: true, maxSockets: options.connections };
    this.#agent = isHttps ? new HttpsAgent(pool) : new HttpAgent(pool);
    this.#overdueCheck = setInterval(() => this.#endOverdue(), CHECK_MS);
  }

  /** The time since the load began, in milliseconds. */
  get nowMs(): number {
    return performance.now() - this.#beganMs;
  }

  send(request: LoadRequest, dueMs: number): void {
    const { hostname, port, pathname } = this.#base;
    const { method, path, body } = request;
    const headers = {
      ...this.#target.headersOf(request),
      ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
    };
    const options: RequestOptions = {
      agent: this.#agent,
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port,
      method,
      path: pathname.replace(/\/$/, '') + path,
      headers,
    };
    const sent = this.#request(options);
    const open = { sent, dueMs };
    const end = (outcome: Outcome) => {
      if (!this.#open.delete(open)) return;
      const atMs = this.nowMs;
      this.#onEnd({ request, outcome, latencyMs: atMs - dueMs, atMs });
    };
    this.#open.add(open);
    sent.on('response', (answer) => {
      answer.on('end', () => end(outcomeOfStatus(answer.statusCode ?? 0)));
      answer.on('error', (error) => end(lost(error)));
      answer.resume();
    });
    sent.on('error', (error) => end(lost(error)));
    sent.end(body);
  }

  /** Resolves when each request is answered or took too long; at once when the load is stopped. */
  async ended(signal: AbortSignal): Promise<void> {
    while (this.#open.size > 0 && !signal.aborted) await wait(1);
    for (const { sent } of this.#open) sent.destroy(new CutError());
    while (this.#open.size > 0) await wait(1);
    clearInterval(this.#overdueCheck);
    this.#agent.destroy();
  }

  #endOverdue(): void {
    const latestMs = this.nowMs - this.#options.timeoutMs;
    for (const { sent, dueMs } of this.#open) {
      // Requests are open in the order in which they were due.
      if (dueMs > latestMs) return;
      sent.destroy(new TimedOutError());
    }
  }
}

class CutError extends Error {}
class TimedOutError extends Error {}

function lost(error: Error): Outcome {
  if (error instanceof CutError) return { kind: 'cut' };
  if (error instanceof TimedOutError) return { kind: 'unanswered', reason: 'timed out' };
  return { kind: 'unanswered', reason: 'code' in error ? String(error.code) : error.message };
}
