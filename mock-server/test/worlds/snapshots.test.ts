import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newUuid, useServer } from '../api-client.ts';
import { births, type LifeStep, lifeSteps, looks } from './life.ts';
import { liveAll } from './live.ts';

const api = useServer();
const elsewhere = useServer();

/** A restored account has forgotten its idempotency keys, so the steps after a snapshot have a key of their own. */
const withItsOwnKey = (steps: readonly LifeStep[]): LifeStep[] =>
  JSON.parse(JSON.stringify(steps).replaceAll('"k-1"', '"k-2"'));

const some = fc.array(lifeSteps, { maxLength: 12, size: 'max' });

test('an account that is restored lives as it did, here and on another server', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(births, some, some, async (birth, before, after) => {
      const uuid = newUuid();
      await liveAll(api, uuid, [...birth, ...before]);
      const looked = await liveAll(api, uuid, looks);
      const { snapshotId } = await api.call('createSnapshot', { uuid });
      const then = [...withItsOwnKey(after), ...looks];
      const lived = await liveAll(api, uuid, then);

      await api.call('restoreSnapshot', { uuid, path: { snapshotId } });
      expect(await liveAll(api, uuid, looks)).toEqual(looked);
      expect(await liveAll(api, uuid, then)).toEqual(lived);

      const { header: _, ...file } = await api.call('getSnapshot', { uuid, path: { snapshotId } });
      await elsewhere.call('restoreSnapshotFile', { uuid, body: file });
      expect(await liveAll(elsewhere, uuid, withoutBatches(then))).toEqual(withoutBatchAnswers(lived));
    }),
    { numRuns: 15 },
  );
});

/** The batches themselves are not saved: another server does not know those of the time before. */
const isOfBatches = ({ operationId }: LifeStep) => operationId === 'listBatches' || operationId === 'getBatch';

const withoutBatches = (steps: readonly LifeStep[]) => steps.filter((step) => !isOfBatches(step));

const withoutBatchAnswers = (answers: Awaited<ReturnType<typeof liveAll>>) =>
  answers.filter(({ asked }) => !isOfBatches(asked));
