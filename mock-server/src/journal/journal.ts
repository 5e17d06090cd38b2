import type { Limits } from '../options/limits.ts';
import type { Reply } from '../replies/reply.ts';

/** The approximate memory that an entry takes besides its texts. */
const OVERHEAD_BYTES = 400;

/** A request and its answer, as they are put into the journal. */
export interface Exchanged {
  /** The account that it is about, where that is known. */
  readonly uuid: string | undefined;
  readonly requestId: string;
  /** The time at which it was received, by the machine's clock, in milliseconds. */
  readonly receivedAt: number;
  readonly operationId: string;
  readonly method: string;
  readonly target: string;
  readonly month: string | undefined;
  readonly requestBody: Buffer;
  readonly status: number;
  readonly responseBody: string;
  /** Whether an earlier answer was given again. */
  readonly isReplayed: boolean;
  readonly cut: Reply['cut'];
  /** The time from the request to its answer, in milliseconds. */
  readonly latencyMs: number;
  readonly faultId: string | undefined;
}

/** An entry of the journal. Its bodies hold the first bytes of the bodies that were sent. */
export interface Entry extends Exchanged {
  readonly entryId: string;
  /** Whether only the beginning of the request's body was kept. */
  readonly isBodyCut: boolean;
  readonly bytes: number;
}

/** A filter of entries. An entry passes when it equals the filter in every field that is given. */
export interface Filter {
  readonly operationId?: string | undefined;
  readonly status?: number | undefined;
  readonly month?: string | undefined;
}

type JournalLimits = Pick<Limits, 'maxRequests' | 'maxJournalBytes' | 'maxJournalBodyBytes'>;

interface AccountJournal {
  /** Oldest first. */
  readonly entries: Set<Entry>;
  /** The number of entries that were made, which their ids go by. */
  made: number;
}

/** The newest requests of every account, and of those that name none, with their answers. */
export class Journal {
  readonly #limits: JournalLimits;
  readonly #all = new Set<Entry>();
  readonly #byAccount = new Map<string | undefined, AccountJournal>();
  #bytes = 0;

  constructor(limits: JournalLimits) {
    this.#limits = limits;
  }

  add(exchanged: Exchanged): void {
    const { uuid, target } = exchanged;
    const { maxRequests, maxJournalBytes, maxJournalBodyBytes } = this.#limits;
    const journal = this.#byAccount.get(uuid) ?? { entries: new Set(), made: 0 };
    this.#byAccount.set(uuid, journal);
    journal.made += 1;
    const requestBody = firstBytes(exchanged.requestBody, maxJournalBodyBytes);
    const responseBody = firstCharacters(exchanged.responseBody, maxJournalBodyBytes);
    const entry = {
      ...exchanged,
      entryId: uuid === undefined ? `entry-${journal.made}` : `entry-${uuid}-${journal.made}`,
      requestBody,
      isBodyCut: requestBody.length < exchanged.requestBody.length,
      responseBody,
      bytes: requestBody.length + responseBody.length + target.length + OVERHEAD_BYTES,
    };
    journal.entries.add(entry);
    this.#all.add(entry);
    this.#bytes += entry.bytes;
    if (journal.entries.size > maxRequests) this.#dropOldest(journal.entries);
    while (this.#bytes > maxJournalBytes) this.#dropOldest(this.#all);
  }

  /** The entries of an account, or of the whole server, oldest first. */
  list(uuid: string | undefined, filter: Filter): Entry[] {
    const entries = uuid === undefined ? this.#all : (this.#byAccount.get(uuid)?.entries ?? []);
    return [...entries].filter(({ operationId, status, month }) => {
      if (filter.operationId !== undefined && filter.operationId !== operationId) return false;
      if (filter.status !== undefined && filter.status !== status) return false;
      return filter.month === undefined || filter.month === month;
    });
  }

  /** Forgets the entries of an account. Answers how many there were. */
  delete(uuid: string): number {
    const entries = this.#byAccount.get(uuid)?.entries ?? new Set();
    for (const entry of entries) this.#all.delete(entry);
    for (const { bytes } of entries) this.#bytes -= bytes;
    this.#byAccount.delete(uuid);
    return entries.size;
  }

  /** Forgets all entries. Answers how many there were. */
  clear(): number {
    const { size } = this.#all;
    this.#all.clear();
    this.#byAccount.clear();
    this.#bytes = 0;
    return size;
  }

  #dropOldest(entries: Iterable<Entry>): void {
    const [oldest] = entries;
    if (!oldest) return;
    this.#all.delete(oldest);
    this.#bytes -= oldest.bytes;
    const journal = this.#byAccount.get(oldest.uuid);
    journal?.entries.delete(oldest);
    if (journal?.entries.size === 0) this.#byAccount.delete(oldest.uuid);
  }
}

/** A part of a buffer would keep the whole of it. */
function firstBytes(body: Buffer, most: number): Buffer {
  return body.length <= most ? body : Buffer.from(body.subarray(0, most));
}

/** A part of a text would keep the whole of it. */
function firstCharacters(text: string, most: number): string {
  return text.length <= most ? text : Buffer.from(text.slice(0, most)).toString();
}
