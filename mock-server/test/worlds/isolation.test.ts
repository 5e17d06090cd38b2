import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ApiClient, useServer } from '../api-client.ts';
import { births, controlSteps, type LifeStep, lifeSteps, looks, looksBeside } from './life.ts';
import { type LifeAnswer, live, liveAll } from './live.ts';

const RATE_LIMIT = 100_000;

const together = useServer({ rateLimit: RATE_LIMIT });
const alone = useServer();

/** Steps that end a life: it begins anew with the next step, by real time unless the clock is set again. */
const ends: fc.Arbitrary<LifeStep[]> = fc
  .constantFrom<LifeStep['operationId']>('resetAccount', 'deleteAccount')
  .map((operationId) => [
    { operationId, request: operationId === 'deleteAccount' ? { path: { uuid: '<uuid>' } } : {} },
    { operationId: 'setClock', request: { body: { now: '2025-01-01T00:00:00Z' } } },
  ]);

const anySteps = fc.oneof({ weight: 7, arbitrary: lifeSteps }, { weight: 1, arbitrary: controlSteps });

const lives = (maxLength: number, looked: readonly LifeStep[]) =>
  fc
    .tuple(
      births,
      fc.array(anySteps, { maxLength, size: 'max' }),
      fc.oneof({ weight: 4, arbitrary: fc.constant<LifeStep[]>([]) }, { weight: 1, arbitrary: ends }),
      fc.array(anySteps, { maxLength: 4 }),
    )
    .map(([birth, lived, end, after]) => [...birth, ...lived, ...end, ...after, ...looked, ...looksBeside]);

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
    const own = answers[n] ?? [];
    expectOwnRateLimit(own);
    await alone.call('resetAccount');
    const expected = await liveAll(alone, uuidOf(n), steps);
    expect(own.map(withoutLimit), `account ${n}`).toEqual(expected.map(withoutLimit));
  }
}

/** Only the account's own requests count: however long the second is that they are counted in, no more than those are taken off. */
function expectOwnRateLimit(answers: readonly LifeAnswer[]): void {
  const remaining = answers.flatMap((answer) => answer.remaining ?? []);
  for (const [before, left] of remaining.entries()) expect(left).toBeGreaterThanOrEqual(RATE_LIMIT - before - 1);
}

const withoutLimit = ({ remaining: _, ...answer }: LifeAnswer) => answer;

/** The few reads that show most of an account, so that many accounts can be looked at. */
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
