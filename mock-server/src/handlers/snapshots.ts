import type { Schema } from '@billing-testkit/contracts';
import type { Snapshot } from '../snapshots/snapshots.ts';
import { toWireInstant } from '../wire/instant.ts';
import type { Handlers } from './handler.ts';
import type { ServerState } from './server-state.ts';

type SnapshotHandlers = Pick<
  Handlers,
  'createSnapshot' | 'listSnapshots' | 'getSnapshot' | 'deleteSnapshot' | 'restoreSnapshot' | 'restoreSnapshotFile'
>;

/** Snapshots of an account. The code for them is loaded with the first one, because most servers are asked for none. */
export const snapshotHandlers: SnapshotHandlers = {
  async createSnapshot({ uuid }, state) {
    const { snapshotParts } = await import('../snapshots/parts.ts');
    const { packedState } = await import('../snapshots/snapshot-file.ts');
    if (state.isStrict) state.store.read(uuid);
    const { now } = state.clocks.of(uuid);
    const packed = await packedState(uuid, snapshotParts(state));
    return toWireSnapshot(state.snapshots.keep(uuid, now, packed));
  },

  listSnapshots: ({ uuid }, { snapshots }) => ({ snapshots: snapshots.list(uuid).map(toWireSnapshot) }),

  async getSnapshot({ uuid, path: { snapshotId } }, { snapshots }) {
    const { fileOf } = await import('../snapshots/snapshot-file.ts');
    const snapshot = snapshots.get(uuid, snapshotId);
    return { ...toWireSnapshot(snapshot), ...fileOf(uuid, snapshot.packed) };
  },

  deleteSnapshot({ uuid, path: { snapshotId } }, { snapshots }) {
    snapshots.deleteOne(uuid, snapshotId);
    return {};
  },

  async restoreSnapshot({ uuid, path: { snapshotId } }, state) {
    const { packed } = state.snapshots.get(uuid, snapshotId);
    return restore(uuid, packed, state);
  },

  async restoreSnapshotFile({ uuid, body }, state) {
    const { packedIn } = await import('../snapshots/snapshot-file.ts');
    return restore(uuid, packedIn(body), state);
  },
};

/** Restores the account, and forgets its idempotency keys: the requests that had them may never have happened to the restored account. */
async function restore(uuid: string, packed: Buffer, state: ServerState) {
  const { snapshotParts } = await import('../snapshots/parts.ts');
  const { restorePacked } = await import('../snapshots/snapshot-file.ts');
  await restorePacked(uuid, packed, snapshotParts(state));
  state.idempotencyKeys.delete(uuid);
  const { now, isStopped } = state.clocks.of(uuid);
  return { now: toWireInstant(now), isStopped };
}

function toWireSnapshot({ snapshotId, takenAt, packed }: Snapshot): Schema<'Snapshot'> {
  return { snapshotId, takenAt: toWireInstant(takenAt), bytes: packed.length };
}
