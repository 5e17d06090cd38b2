import type { Instant } from '@billing-testkit/engine';
import type { Capacity, PartBytes } from '../capacity/capacity.ts';
import { Refusal } from '../errors/refusal.ts';
import type { Limits } from '../options/limits.ts';

/** A snapshot of an account that the server keeps. */
export interface Snapshot {
  readonly snapshotId: string;
  /** The time at which it was taken, by the account's clock. */
  readonly takenAt: Instant;
  readonly packed: Buffer;
}

interface AccountSnapshots {
  readonly byId: Map<string, Snapshot>;
  /** The number of snapshots that were made, which their ids go by. */
  made: number;
  bytes: number;
}

/** The approximate memory that a snapshot takes besides its state. */
const OVERHEAD_BYTES = 500;

type SnapshotLimits = Pick<Limits, 'maxSnapshots' | 'maxSnapshotBytes'>;

/** The snapshots that are kept, by account. */
export class Snapshots {
  readonly #byAccount = new Map<string, AccountSnapshots>();
  readonly #limits: SnapshotLimits;
  readonly #capacity: Capacity;
  readonly #bytes: PartBytes;

  constructor(limits: SnapshotLimits, capacity: Capacity) {
    this.#limits = limits;
    this.#capacity = capacity;
    this.#bytes = capacity.newPart();
  }

  /** Throws `CAPACITY_EXCEEDED` when the account has as many snapshots as it may, or there is no room for this one. */
  keep(uuid: string, takenAt: Instant, packed: Buffer): Snapshot {
    const own = this.#byAccount.get(uuid) ?? { byId: new Map(), made: 0, bytes: 0 };
    const bytes = packed.length + OVERHEAD_BYTES;
    this.#checkRoom(uuid, own, bytes);
    own.made += 1;
    own.bytes += bytes;
    const snapshot = { snapshotId: `snapshot-${uuid}-${own.made}`, takenAt, packed };
    own.byId.set(snapshot.snapshotId, snapshot);
    this.#byAccount.set(uuid, own);
    this.#bytes.add(bytes);
    return snapshot;
  }

  /** The snapshots of an account, oldest first. */
  list(uuid: string): Snapshot[] {
    return [...(this.#byAccount.get(uuid)?.byId.values() ?? [])];
  }

  /** Throws `NOT_FOUND` for a snapshot that the account does not have. */
  get(uuid: string, snapshotId: string): Snapshot {
    const snapshot = this.#byAccount.get(uuid)?.byId.get(snapshotId);
    if (!snapshot) throw Refusal.notFound(`snapshot ${snapshotId} of the account ${uuid}`);
    return snapshot;
  }

  /** Throws `NOT_FOUND` for a snapshot that the account does not have. */
  deleteOne(uuid: string, snapshotId: string): void {
    const bytes = this.get(uuid, snapshotId).packed.length + OVERHEAD_BYTES;
    const own = this.#byAccount.get(uuid);
    own?.byId.delete(snapshotId);
    if (own) own.bytes -= bytes;
    this.#bytes.add(-bytes);
  }

  /** Forgets the snapshots of an account. */
  delete(uuid: string): void {
    this.#bytes.add(-(this.#byAccount.get(uuid)?.bytes ?? 0));
    this.#byAccount.delete(uuid);
  }

  clear(): void {
    this.#byAccount.clear();
    this.#bytes.clear();
  }

  #checkRoom(uuid: string, { byId, bytes: kept }: AccountSnapshots, bytes: number): void {
    const { maxSnapshots, maxSnapshotBytes } = this.#limits;
    if (!this.#byAccount.has(uuid)) this.#capacity.checkAccounts(this.#byAccount.size);
    if (byId.size >= maxSnapshots) throw tooMany(`${uuid} has ${maxSnapshots} snapshots`);
    if (kept + bytes > maxSnapshotBytes)
      throw tooMany(`The snapshots of ${uuid} have at most ${maxSnapshotBytes} bytes`);
    this.#capacity.checkBytes(bytes);
  }
}

function tooMany(what: string): Refusal {
  return new Refusal('CAPACITY_EXCEEDED', `${what}: delete those that are not needed.`);
}
