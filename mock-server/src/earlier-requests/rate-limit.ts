import type { Request, Response } from 'express';
import { ipKeyGenerator, MemoryStore, type RateLimitRequestHandler, rateLimit } from 'express-rate-limit';
import { Refusal } from '../errors/refusal.ts';

const WINDOW_MS = 1000;

/** The rate limit and the part of it that is left. */
export interface RateLimitStatus {
  /** The number of requests a second; 0 when there is no limit. */
  readonly limit: number;
  readonly remaining: number;
  /** The time until the count begins anew. */
  readonly resetMs: number;
  readonly isEnabled: boolean;
}

/** Counts the requests of a second by account or, when they name none, by address. It goes by wall time. */
export class RateLimit {
  readonly #limit: number;
  readonly #keys = new WeakMap<object, string>();
  readonly #counts = new MemoryStore();
  readonly #counter: RateLimitRequestHandler;

  /** A limit of 0 means that there is none. */
  constructor(limit: number) {
    this.#limit = limit;
    this.#counter = rateLimit({
      windowMs: WINDOW_MS,
      limit,
      store: this.#counts,
      standardHeaders: 'draft-6',
      legacyHeaders: true,
      keyGenerator: (request) => this.#keys.get(request) ?? '',
      handler: (_request, _response, next) => next(exceeded(limit)),
      validate: false,
    });
  }

  /** Counts a request and shows the rest of the limit in its answer's headers. Throws `RATE_LIMIT_EXCEEDED`. */
  async count(request: Request, response: Response, namedUuid: string | undefined): Promise<void> {
    if (this.#limit === 0) return;
    this.#keys.set(
      request,
      keyOf(() => addressOf(request), namedUuid),
    );
    await new Promise<void>((resolve, reject) => {
      const done = (error?: unknown) => (error === undefined ? resolve() : reject(error));
      Promise.resolve(this.#counter(request, response, done)).catch(reject);
    });
  }

  status(address: () => string, namedUuid: string | undefined): RateLimitStatus {
    const key = keyOf(address, namedUuid);
    const count = this.#counts.current.get(key) ?? this.#counts.previous.get(key);
    const resetMs = Math.max(0, (count?.resetTime.getTime() ?? 0) - Date.now());
    const used = resetMs > 0 ? (count?.totalHits ?? 0) : 0;
    return { limit: this.#limit, remaining: Math.max(0, this.#limit - used), resetMs, isEnabled: this.#limit > 0 };
  }

  /** Begins the count of an account anew. */
  reset(uuid: string): void {
    this.#counter.resetKey(keyOfAccount(uuid));
  }

  /** Ends the clock that counts go by. */
  close(): void {
    this.#counts.shutdown();
  }

  /** Begins every count anew. */
  clear(): void {
    this.#counts.previous.clear();
    this.#counts.current.clear();
  }
}

/** The address that counts a request without an account; an IPv6 address stands for its network. */
export function addressOf({ ip = '' }: Request): string {
  return ip === '' ? ip : ipKeyGenerator(ip);
}

function keyOf(address: () => string, namedUuid: string | undefined): string {
  return namedUuid === undefined ? `address ${address()}` : keyOfAccount(namedUuid);
}

function keyOfAccount(uuid: string): string {
  return `account ${uuid}`;
}

function exceeded(limit: number): Refusal {
  return new Refusal('RATE_LIMIT_EXCEEDED', `More than ${limit} requests in a second: wait as Retry-After says.`);
}
