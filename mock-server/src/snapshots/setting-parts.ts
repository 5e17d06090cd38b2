import { toInstant } from '@billing-testkit/engine';
import type { Batches } from '../batches/batches.ts';
import { defectCalled } from '../defects/defect-called.ts';
import type { RulesInUse } from '../defects/rules-in-use.ts';
import { inRequestWords } from '../errors/in-request-words.ts';
import type { Fault } from '../faults/fault-rule.ts';
import type { FaultState, Faults } from '../faults/faults.ts';
import type { AccountClocks } from '../store/account-clocks.ts';
import type { Store } from '../store/store.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import { checkedData } from './checked-data.ts';
import type { SnapshotPart } from './snapshot-part.ts';
import * as z from './zod-package.ts';

const clockSchema = z.optional(z.string().check(z.refine((text) => toInstant(text) === text)));

/** The instant at which the clock is stopped; nothing of a clock that goes by real time. */
export function clockPart(clocks: AccountClocks, webhooks: Webhooks): SnapshotPart {
  return {
    name: 'clock',

    save(uuid) {
      const { now, isStopped } = clocks.of(uuid);
      return isStopped ? now : undefined;
    },

    replacement(uuid, saved) {
      const now = checkedData(clockSchema, saved, 'clock');
      if (now !== undefined) clocks.checkRoom(uuid);
      return () => {
        const before = clocks.milliseconds(uuid);
        clocks.delete(uuid);
        if (now !== undefined) clocks.stop(uuid, now);
        webhooks.clockSet(uuid, before);
      };
    },
  };
}

const inState = () => '/state';

const defectSchema = z.optional(z.string());

/** The name of the known-wrong engine that bills the account, if it has one of its own. */
export function defectPart(rules: RulesInUse, store: Store): SnapshotPart {
  return {
    name: 'defect',
    save: (uuid) => rules.defectOf(uuid),

    replacement(uuid, saved) {
      const name = checkedData(defectSchema, saved, 'defect');
      if (name === undefined) return () => rules.delete(uuid);
      const { policy } = store.circumstancesOf(uuid);
      const defect = inRequestWords(inState, () => defectCalled(name, policy));
      rules.checkRoom(uuid);
      return () => rules.set(uuid, defect);
    },
  };
}

const batchesSchema = z.optional(z.int().check(z.minimum(0)));

/** The number of the last batch, by which the next one gets its id. The batches themselves are not saved. */
export function batchesPart(batches: Batches): SnapshotPart {
  return {
    name: 'batches',
    save: (uuid) => batches.lastNumber(uuid),

    replacement(uuid, saved) {
      const lastNumber = checkedData(batchesSchema, saved, 'batches') ?? 0;
      if (lastNumber > 0) batches.checkRoom(uuid);
      return () => batches.rewind(uuid, lastNumber);
    },
  };
}

const count = z.int().check(z.minimum(0));
const latency = z.union([count, z.strictObject({ min: count, max: count })]);

const faultSchema: z.Schema<Fault> = z.strictObject({
  operationId: z.exactOptional(z.string()),
  probability: z.exactOptional(z.number().check(z.minimum(0), z.maximum(1))),
  times: z.exactOptional(count),
  latencyMs: z.exactOptional(latency),
  status: z.exactOptional(z.int().check(z.minimum(200), z.maximum(599))),
  body: z.exactOptional(z.unknown()),
  cut: z.exactOptional(z.oneOf(['reset', 'truncate', 'slow'])),
  after: z.exactOptional(z.boolean()),
  seed: z.exactOptional(z.int()),
});

const faultsSchema: z.Schema<FaultState> = z.strictObject({
  made: count,
  rules: z.array(z.strictObject({ faultId: z.string(), fault: faultSchema, appliedCount: count, drawn: count })),
});

/** The fault rules, with how often each was applied and how many of its chances were drawn. */
export function faultsPart(faults: Faults): SnapshotPart {
  return {
    name: 'faults',
    save: (uuid) => faults.stateOf(uuid),
    replacement: (uuid, saved) => faults.replacement(uuid, checkedData(faultsSchema, saved, 'faults')),
  };
}
