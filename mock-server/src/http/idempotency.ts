import { createHash } from 'node:crypto';
import { Refusal } from './refusal.ts';
import type { Reply } from './reply.ts';

const MAX_KEPT = 10_000;
const KEPT_FOR_MS = 24 * 60 * 60 * 1000;
const PAYMENT_DECLINED = 402;

/** A POST that is not to take effect twice. */
export interface RepeatableRequest {
  /** The operation and the caller's key. */
  readonly key: string;
  /** What makes two requests the same. */
  readonly fingerprint: string;
  /** The time of the account, in milliseconds. */
  readonly now: number;
}

interface Kept {
  readonly fingerprint: string;
  readonly reply: Reply;
  readonly until: number;
}

/** The answers that POSTs with an `Idempotency-Key` got, kept to be given again to the same request. */
export class IdempotencyKeys {
  readonly #kept = new Map<string, Kept>();

  /**
   * What `answer` answers or, when the request came before, what it answered then. A refusal leaves the key free. Throws
   * `IDEMPOTENCY_CONFLICT` when the key came with another request.
   */
  once({ key, fingerprint, now }: RepeatableRequest, answer: () => Reply): Reply {
    const kept = this.#kept.get(key);
    if (kept && kept.until > now) return replayed(kept, fingerprint);
    const reply = answer();
    if (reply.status >= 300 && reply.status !== PAYMENT_DECLINED) return reply;
    this.#kept.delete(key);
    this.#kept.set(key, { fingerprint, reply, until: now + KEPT_FOR_MS });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return reply;
  }
}

function replayed({ fingerprint: known, reply }: Kept, fingerprint: string): Reply {
  if (known === fingerprint)
    return { ...reply, isLost: false, headers: { ...reply.headers, 'Idempotency-Replayed': 'true' } };
  const message = 'must be a new key for a new request: this one was used with another';
  throw Refusal.ofField('IDEMPOTENCY_CONFLICT', 'header/idempotency-key', message);
}

export function fingerprintOf([target, body]: readonly [target: string, body: Buffer]): string {
  return createHash('sha256').update(`${target} `).update(body).digest('base64');
}
