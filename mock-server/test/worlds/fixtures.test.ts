import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FixturesInput } from '../../src/index.ts';
import { startMockServer } from '../../src/index.ts';
import { ApiClient, newUuid, useServer } from '../api-client.ts';
import { births, type LifeStep, lifeSteps, looks } from './life.ts';
import { type LifeAnswer, liveAll } from './live.ts';

const api = useServer();

/** Operations that put something into an account, take it out again or set how it is billed. */
const inputs: ReadonlySet<LifeStep['operationId']> = new Set([
  'createAccount',
  'createMeters',
  'createContract',
  'assignContract',
  'unassignContracts',
  'deleteContract',
  'createProjectAdjustment',
  'deleteProjectAdjustments',
  'grantCampaignCredit',
  'cancelCredit',
  'redeemCoupon',
  'deleteMeter',
  'setClock',
  'setDefect',
  'clearDefect',
]);

/** A fixture has no coupons of credits that were cancelled, and its credits and readings get other ids. */
const isTheSameAfterwards = (step: LifeStep) =>
  step.operationId !== 'redeemCoupon' && !/(?:meter|credit|adj|contract)-<uuid>-\d/.test(JSON.stringify(step));

/** The ledger tells when a credit was granted, also of one that was cancelled since. */
const isOfLedger = ({ operationId }: LifeStep) => ['listCreditHistory', 'getCredits'].includes(operationId);

const withItsOwnKey = (steps: readonly LifeStep[]): LifeStep[] =>
  JSON.parse(JSON.stringify(steps).replaceAll('"k-1"', '"k-2"'));

const some = (maxLength: number) => fc.array(lifeSteps, { maxLength, size: 'max' });

test('a server that is started with the fixture of an account has one that lives as it does', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(births, some(30), some(12), async (birth, before, after) => {
      const uuid = newUuid();
      await liveAll(
        api,
        uuid,
        [...birth, ...before].filter(({ operationId }) => inputs.has(operationId)),
      );
      const { header: _, ...fixtures } = await api.call('getFixture', { uuid });
      await onServerWith(fixtures, async (elsewhere) => {
        const again = await elsewhere.call('getFixture', { uuid });
        expect(again.accounts).toEqual(fixtures.accounts);
        const then = [...withItsOwnKey(after), ...looks].filter(
          (step) => isTheSameAfterwards(step) && !isOfLedger(step),
        );
        const lived = comparable(uuid, await liveAll(api, uuid, then));
        expect(comparable(uuid, await liveAll(elsewhere, uuid, then))).toEqual(lived);
      });
    }),
    { numRuns: 15 },
  );
});

const calculations = ['2025-01', '2025-02', '2025-03', '2025-04'].map(
  (month): LifeStep => ({ operationId: 'calculateStatement', request: { body: { month } } }),
);

test('the months of an account that were calculated in their order come out the same from its fixture', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(births, some(30), async (birth, before) => {
      const uuid = newUuid();
      const put = [...birth, ...before].filter(({ operationId }) => inputs.has(operationId));
      await liveAll(api, uuid, [...put, ...calculations]);
      const { header: _, ...fixtures } = await api.call('getFixture', { uuid });
      const bills = looks.filter(({ operationId }) => operationId === 'getStatements');
      await onServerWith(fixtures, async (elsewhere) => {
        const answers = await liveAll(elsewhere, uuid, [...calculations, ...bills]);
        const expected = await liveAll(api, uuid, bills);
        expect(comparable(uuid, answers.slice(calculations.length))).toEqual(comparable(uuid, expected));
      });
    }),
    { numRuns: 10 },
  );
});

async function onServerWith(fixtures: FixturesInput, use: (api: ApiClient) => Promise<void>): Promise<void> {
  const { url, close } = await startMockServer({ port: 0, rateLimit: 0, fixtures });
  await use(new ApiClient(() => url)).finally(close);
}

/** The answers without the numbers of ids that are made, and without the time at which something was put in. */
function comparable(uuid: string, answers: readonly LifeAnswer[]): unknown {
  const text = JSON.stringify(answers, (name, value) => (name === 'createdAt' ? undefined : value));
  return JSON.parse(text.replaceAll(new RegExp(`-${uuid}-\\d+"`, 'g'), `-${uuid}-n"`));
}
