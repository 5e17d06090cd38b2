import { Refusal } from '../errors/refusal.ts';
import { DEFAULT_LIMITS, type Limits } from '../options/limits.ts';
import type { Reply } from '../replies/reply.ts';

/** The approximate memory that an answer takes besides its text. */
const OVERHEAD_BYTES = 500;

const PAYMENT_DECLINED = 402;

/** A POST that is not to take effect twice. */
export interface RepeatableRequest {
  /** The account that it names; requests that name none share their keys. */
  readonly namedUuid: string | undefined;
  readonly operationId: string;
  /** The caller's key. */
  readonly key: string;
  /** The fingerprint that two equal requests share. */
  readonly fingerprint: string;
  /** The time by which the key is kept, in milliseconds. The request may change it, when it moves the account's clock. */
  readonly now: () => number;
}

/** An answered request: its answer and the accounts that it changed. */
export interface Answered {
  readonly reply: Reply;
  /** The accounts that it changed; the answer is forgotten with the first of them. */
  readonly changed: Iterable<string>;
}

interface Kept {
  readonly request: RepeatableRequest;
  /** The time of the answer, in milliseconds. */
  readonly at: number;
  readonly reply: Reply;
  readonly bytes: number;
  readonly accounts: ReadonlySet<string>;
}

/** The kept answers of one operation for an account, by key, oldest first. */
interface OperationAnswers {
  readonly byKey: Map<string, Kept>;
  bytes: number;
}

/** The kept answers of an account, or of requests that name none. */
interface Pool {
  readonly byOperation: Map<string, OperationAnswers>;
  bytes: number;
}

/** The limits of the answers that are kept. */
type KeptLimits = Pick<
  Limits,
  'maxKeptAnswers' | 'keptAnswerTimeMs' | 'maxKeptAnswerBytesOfAccount' | 'maxKeptAnswerBytes'
>;

/** The answers that POSTs with an `Idempotency-Key` got, kept to be given again to the same request. */
export class IdempotencyKeys {
  readonly #all = new Set<Kept>();
  readonly #pools = new Map<string | undefined, Pool>();
  readonly #byAccount = new Map<string, Set<Kept>>();
  readonly #inFlight = new Map<string, Promise<unknown>>();
  readonly #limits: KeptLimits;
  #bytes = 0;

  constructor(limits: KeptLimits = DEFAULT_LIMITS) {
    this.#limits = limits;
  }

  /**
   * Answers the request and keeps the answer, or gives the answer that the same request got before. A refusal leaves the key free;
   * a declined payment (402) changed the month, so that its answer is kept like a success. Throws `IDEMPOTENCY_CONFLICT` when the
   * key came with another request.
   */
  async once(request: RepeatableRequest, answer: () => Promise<Answered>): Promise<Reply> {
    const id = JSON.stringify([request.namedUuid, request.operationId, request.key]);
    while (this.#inFlight.has(id)) await this.#inFlight.get(id);
    const kept = this.#find(request);
    if (kept) return replayed(kept.reply);
    const answering = answer();
    this.#inFlight.set(
      id,
      answering.catch(() => undefined),
    );
    try {
      const answered = await answering;
      if (isKept(answered.reply)) this.#keep(request, answered);
      return answered.reply;
    } finally {
      this.#inFlight.delete(id);
    }
  }

  /** Forgets the answers that are about an account. */
  delete(uuid: string): void {
    for (const kept of this.#byAccount.get(uuid) ?? []) this.#drop(kept);
  }

  clear(): void {
    this.#all.clear();
    this.#pools.clear();
    this.#byAccount.clear();
    this.#bytes = 0;
  }

  #find({ namedUuid, operationId, key, fingerprint, now }: RepeatableRequest): Kept | undefined {
    const kept = this.#pools.get(namedUuid)?.byOperation.get(operationId)?.byKey.get(key);
    if (!kept) return undefined;
    if (kept.at + this.#limits.keptAnswerTimeMs <= now()) {
      this.#drop(kept);
      return undefined;
    }
    if (kept.request.fingerprint === fingerprint) return kept;
    const message = 'must be a new key for a new request: this one was used with another';
    throw Refusal.ofField('IDEMPOTENCY_CONFLICT', 'header/idempotency-key', message);
  }

  #keep(request: RepeatableRequest, { reply, changed }: Answered): void {
    const accounts = new Set(changed);
    if (request.namedUuid !== undefined) accounts.add(request.namedUuid);
    const bodyBytes = Buffer.byteLength(reply.text) + (reply.bytes?.length ?? 0);
    const bytes = bodyBytes + request.key.length + OVERHEAD_BYTES * (1 + accounts.size);
    const kept = { request, at: request.now(), reply, bytes, accounts };
    const pool = this.#pools.get(request.namedUuid) ?? { byOperation: new Map(), bytes: 0 };
    const answers = pool.byOperation.get(request.operationId) ?? { byKey: new Map(), bytes: 0 };
    this.#pools.set(request.namedUuid, pool);
    pool.byOperation.set(request.operationId, answers);
    answers.byKey.set(request.key, kept);
    this.#all.add(kept);
    for (const sum of [answers, pool]) sum.bytes += bytes;
    this.#bytes += bytes;
    for (const uuid of accounts) this.#byAccount.set(uuid, (this.#byAccount.get(uuid) ?? new Set()).add(kept));

    const { maxKeptAnswers, maxKeptAnswerBytesOfAccount, maxKeptAnswerBytes } = this.#limits;
    if (answers.byKey.size > maxKeptAnswers) this.#dropOldest(answers.byKey.values());
    // Many large answers of one operation push out their own kind, and not the payments next to them.
    while (pool.bytes > maxKeptAnswerBytesOfAccount) this.#dropOldest(largest(pool).byKey.values());
    while (this.#bytes > maxKeptAnswerBytes) this.#dropOldest(this.#all);
  }

  #dropOldest(kept: Iterable<Kept>): void {
    const [oldest] = kept;
    if (oldest) this.#drop(oldest);
  }

  #drop(kept: Kept): void {
    const { request, bytes, accounts } = kept;
    if (!this.#all.delete(kept)) return;
    this.#bytes -= bytes;
    for (const uuid of accounts) {
      const about = this.#byAccount.get(uuid);
      about?.delete(kept);
      if (about?.size === 0) this.#byAccount.delete(uuid);
    }
    const pool = this.#pools.get(request.namedUuid);
    const answers = pool?.byOperation.get(request.operationId);
    if (!pool || !answers) return;
    answers.byKey.delete(request.key);
    for (const sum of [answers, pool]) sum.bytes -= bytes;
    if (answers.byKey.size === 0) pool.byOperation.delete(request.operationId);
    if (pool.byOperation.size === 0) this.#pools.delete(request.namedUuid);
  }
}

function largest({ byOperation }: Pool): OperationAnswers {
  return [...byOperation.values()].reduce((most, other) => (other.bytes > most.bytes ? other : most));
}

/** A declined payment took effect: it made the month `FAILED`. */
function isKept({ status }: Reply): boolean {
  return status < 300 || status === PAYMENT_DECLINED;
}

/** An answer that was lost on its way arrives when it is given again. */
function replayed({ cut, ...reply }: Reply): Reply {
  return { ...reply, headers: { ...reply.headers, 'Idempotency-Replayed': 'true' } };
}
