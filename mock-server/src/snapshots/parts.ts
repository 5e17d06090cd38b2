import type { Batches } from '../batches/batches.ts';
import type { RulesInUse } from '../defects/rules-in-use.ts';
import type { Faults } from '../faults/faults.ts';
import type { ResourceStore } from '../other-documents/resources/resource-store.ts';
import type { AccountClocks } from '../store/account-clocks.ts';
import type { Store } from '../store/store.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import { accountPart } from './account-part.ts';
import { resourcesPart } from './resources-part.ts';
import { batchesPart, clockPart, defectPart, faultsPart } from './setting-parts.ts';
import type { SnapshotPart } from './snapshot-part.ts';

/** The parts of the server that snapshots save. */
interface SavedParts {
  readonly store: Store;
  readonly clocks: AccountClocks;
  readonly rules: RulesInUse;
  readonly faults: Faults;
  readonly batches: Batches;
  readonly webhooks: Webhooks;
  readonly resources: ResourceStore;
}

/** The parts of a snapshot. Whatever else is an account's own and is to come back with it is one more entry. */
export function snapshotParts(parts: SavedParts): readonly SnapshotPart[] {
  const { store, clocks, rules, faults, batches, webhooks, resources } = parts;
  return [
    accountPart(store),
    clockPart(clocks, webhooks),
    defectPart(rules, store),
    faultsPart(faults),
    batchesPart(batches),
    resourcesPart(resources),
  ];
}
