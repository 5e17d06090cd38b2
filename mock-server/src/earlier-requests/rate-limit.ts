import { ipKeyGenerator, MemoryStore, type RateLimitRequestHandler, rateLimit } from 'express-rate-limit';
import { Refusal } from '../errors/refusal.ts';

const WINDOW_MS = 1000;

const MAX_USED_UP = 10_000;

/** The rate limit and the part of it that is left. */
export interface RateLimitStatus {
  /** The number of requests a second; 0 when there is no limit. */
  readonly limit: number;
  readonly remaining: number;
  /** The time until the count begins anew. */
  readonly resetMs: number;
  readonly isEnabled: boolean;
}

/** The sender of a request: the account that it names or, when it names none, its address. */
interface Sender {
  readonly namedUuid: string | undefined;
  readonly address: string;
}

/** Counts the requests of a second by sender. It goes by wall time. */
export class RateLimit {
  readonly #limit: number;
  readonly #counts = new MemoryStore();
  /** The library's middleware, which works with Express only. It runs the clock of the counts. */
  readonly #counter: RateLimitRequestHandler;

  /** The accounts, by key, that count as having sent all requests of every window. The newest 10 000 are kept. */
  readonly #usedUp = new Set<string>();

  /** The number of requests that were ever refused. */
  refusedCount = 0;

  /** A limit of 0 means that there is none. */
  constructor(limit: number) {
    this.#limit = limit;
    this.#counter = rateLimit({ windowMs: WINDOW_MS, limit, store: this.#counts, validate: false });
  }

  /**
   * Counts a request. The result is the headers by which its answer tells the rest of the limit, none without a limit. Throws
   * `RATE_LIMIT_EXCEEDED` with the same headers and `Retry-After`.
   */
  async count(sender: Sender): Promise<Record<string, string>> {
    const key = keyOf(sender);
    if (this.#usedUp.has(key)) throw this.#refused(USED_UP, Number.POSITIVE_INFINITY, new Date(Date.now() + WINDOW_MS));
    if (this.#limit === 0) return {};
    const { totalHits, resetTime = new Date() } = await this.#counts.increment(key);
    if (totalHits > this.#limit) throw this.#refused(exceeding(this.#limit), totalHits, resetTime);
    return headersOf(this.#limit, totalHits, resetTime);
  }

  /** Refuses every request of an account from now on, whatever the limit is, until its count begins anew. */
  useUp(uuid: string): void {
    const key = keyOfAccount(uuid);
    this.#usedUp.delete(key);
    this.#usedUp.add(key);
    if (this.#usedUp.size <= MAX_USED_UP) return;
    const [oldest = ''] = this.#usedUp;
    this.#usedUp.delete(oldest);
  }

  status(sender: Sender): RateLimitStatus {
    const key = keyOf(sender);
    const count = this.#counts.current.get(key) ?? this.#counts.previous.get(key);
    const resetMs = Math.max(0, (count?.resetTime.getTime() ?? 0) - Date.now());
    const used = resetMs > 0 ? (count?.totalHits ?? 0) : 0;
    const limit = this.#limit;
    if (this.#usedUp.has(key)) return { limit, remaining: 0, resetMs: WINDOW_MS, isEnabled: true };
    return { limit, remaining: Math.max(0, limit - used), resetMs, isEnabled: limit > 0 };
  }

  /** Begins the count of an account anew. */
  reset(uuid: string): void {
    const key = keyOfAccount(uuid);
    this.#counter.resetKey(key);
    this.#usedUp.delete(key);
  }

  /** Ends the clock that counts go by. */
  close(): void {
    this.#counts.shutdown();
  }

  /** Begins every count anew. */
  clear(): void {
    this.#counts.previous.clear();
    this.#counts.current.clear();
    this.#usedUp.clear();
  }

  #refused(message: string, used: number, resetTime: Date): Refusal {
    this.refusedCount += 1;
    return exceeded(message, headersOf(this.#limit, used, resetTime));
  }
}

function keyOf({ namedUuid, address }: Sender): string {
  return namedUuid === undefined ? `address ${networkOf(address)}` : keyOfAccount(namedUuid);
}

/** An IPv6 address stands for its network. */
function networkOf(address: string): string {
  return address === '' ? address : ipKeyGenerator(address);
}

function keyOfAccount(uuid: string): string {
  return `account ${uuid}`;
}

/** The headers of the draft 6 of the standard, and those before it. */
function headersOf(limit: number, used: number, resetTime: Date): Record<string, string> {
  const remaining = String(Math.max(0, limit - used));
  const resetMs = resetTime.getTime();
  return {
    'RateLimit-Policy': `${limit};w=${WINDOW_MS / 1000}`,
    'RateLimit-Limit': String(limit),
    'RateLimit-Remaining': remaining,
    'RateLimit-Reset': String(Math.max(0, Math.ceil((resetMs - Date.now()) / 1000))),
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Remaining': remaining,
    'X-RateLimit-Reset': String(Math.ceil(resetMs / 1000)),
  };
}

const USED_UP = 'The rate limit of the account is used up, by a provider state: tear it down, or reset the account.';

function exceeding(limit: number): string {
  return `More than ${limit} requests in a second: wait as Retry-After says.`;
}

function exceeded(message: string, headers: Record<string, string>): Refusal {
  const retryAfter = { 'Retry-After': headers['RateLimit-Reset'] ?? '' };
  return new Refusal('RATE_LIMIT_EXCEEDED', message, [], { headers: { ...headers, ...retryAfter } });
}
