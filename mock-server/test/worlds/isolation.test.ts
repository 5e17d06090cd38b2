import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ApiClient, useServer } from '../api-client.ts';
import { births, type LifeStep, lifeSteps, looks } from './life.ts';
import { type LifeAnswer, live, liveAll } from './live.ts';

const together = useServer();
const alone = useServer();

/** Steps that end a life: it begins anew with the next step, by real time unless the clock is set again. */
const ends: fc.Arbitrary<LifeStep[]> = fc
  .constantFrom<LifeStep['operationId']>('resetAccount', 'deleteAccount')
  .map((operationId) => [
    { operationId, request: operationId === 'deleteAccount' ? { path: { uuid: '<uuid>' } } : {} },
    { operationId: 'setClock', request: { body: { now: '2025-01-01T00:00:00Z' } } },
  ]);

const lives = (maxLength: number, looked: readonly LifeStep[]) =>
  fc
    .tuple(
      births,
      fc.array(lifeSteps, { maxLength, size: 'max' }),
      fc.oneof({ weight: 4, arbitrary: fc.constant<LifeStep[]>([]) }, { weight: 1, arbitrary: ends }),
      fc.array(lifeSteps, { maxLength: 4 }),
    )
    .map(([birth, steps, end, after]) => [...birth, ...steps, ...end, ...after, ...looked]);

/** Lives of several accounts, and the order in which their next steps are sent. */
const crowds = (count: number, maxLength: number, looked = looks) =>
  fc.array(lives(maxLength, looked), { minLength: count, maxLength: count, size: 'max' }).chain((crowd) => {
    const turns = crowd.flatMap((steps, n) => steps.map(() => n));
    return fc.record({ crowd: fc.constant(crowd), turns: fc.shuffledSubarray(turns, { minLength: turns.length }) });
  });

/** Sends the steps of all lives in the order of the turns, without waiting for the answers to other accounts. */
async function liveTogether(api: ApiClient, crowd: readonly (readonly LifeStep[])[], turns: readonly number[]) {
  const answers = crowd.map((): LifeAnswer[] => []);
  const busy = crowd.map(() => Promise.resolve());
  const next = crowd.map(() => 0);
  for (const n of turns) {
    const step = crowd[n]?.[next[n] ?? 0];
    next[n] = (next[n] ?? 0) + 1;
    busy[n] = (busy[n] ?? Promise.resolve()).then(async () => {
      if (step) answers[n]?.push(await live(api, uuidOf(n), step));
    });
  }
  await Promise.all(busy);
  return answers;
}

const uuidOf = (n: number) => `world-${n}`;

async function expectNoCrossTalk(crowd: readonly (readonly LifeStep[])[], turns: readonly number[]): Promise<void> {
  await together.call('resetAccount');
  const answers = await liveTogether(together, crowd, turns);
  for (const [n, steps] of crowd.entries()) {
    await alone.call('resetAccount');
    expect(answers[n], `account ${n}`).toEqual(await liveAll(alone, uuidOf(n), steps));
  }
}

/** What shows most of an account, so that many can be looked at. */
const looksAtMost = looks.filter(({ operationId }) =>
  ['getClock', 'listPayments', 'listCreditHistory', 'listMeters'].includes(operationId),
);

test('a few accounts that live at the same time live as if each were alone', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(crowds(4, 20), ({ crowd, turns }) => expectNoCrossTalk(crowd, turns)),
    { numRuns: 10 },
  );
});

test('200 accounts that live at the same time live as if each were alone', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(crowds(200, 8, looksAtMost), ({ crowd, turns }) => expectNoCrossTalk(crowd, turns)),
    { numRuns: 1, endOnFailure: true },
  );
});
