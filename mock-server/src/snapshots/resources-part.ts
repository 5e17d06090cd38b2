import type { ResourceStore, SavedCollection } from '../other-documents/resources/resource-store.ts';
import { checkedData } from './checked-data.ts';
import type { SnapshotPart } from './snapshot-part.ts';
import * as z from './zod-package.ts';

const collectionSchema: z.Schema<SavedCollection> = z.strictObject({
  path: z.string(),
  made: z.int().check(z.minimum(0)),
  items: z.array(z.strictObject({ id: z.string(), item: z.record(z.string(), z.unknown()) })),
});

const collectionsSchema = z.optional(z.array(collectionSchema));

/** The account's changes to the resources of other documents; nothing for an account without any. */
export function resourcesPart(resources: ResourceStore): SnapshotPart {
  return {
    name: 'resources',
    save: (uuid) => resources.stateOf(uuid),
    replacement: (uuid, saved) => resources.replacement(uuid, checkedData(collectionsSchema, saved, 'resources') ?? []),
  };
}
