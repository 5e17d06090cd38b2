import fc from 'fast-check';
import { test } from 'vitest';
import { useServer } from '../test/api-client.ts';
import { adjustmentSteps } from '../test/life/commands/adjustments.ts';
import { runBatch } from '../test/life/commands/batches.ts';
import { calculationSteps } from '../test/life/commands/calculations.ts';
import { contractSteps } from '../test/life/commands/contracts.ts';
import { cancelCredits } from '../test/life/commands/credit-cancellations.ts';
import { grantCredits } from '../test/life/commands/grants.ts';
import { paymentSteps } from '../test/life/commands/payments.ts';
import { sendReadings } from '../test/life/commands/readings.ts';
import { changePaymentStatus } from '../test/life/commands/status-changes.ts';
import { LifeServer } from '../test/life/life-server.ts';
import { LifeModel } from '../test/life/model/life-model.ts';
import { type Member, members } from '../test/life/model/member.ts';
import { projects } from '../test/life/model/readings.ts';
import { mostlySensible } from '../test/life/step.ts';

/*
 * A failing life prints its seed, path and commands, then why, and the requests that were sent. To live it again, run its
 * member's test with LIFE_MODEL_SEED, LIFE_MODEL_PATH and LIFE_MODEL_REPLAY (the replayPath after the commands);
 * LIFE_MODEL_RUNS=200 looks longer.
 */
const { LIFE_MODEL_SEED, LIFE_MODEL_PATH, LIFE_MODEL_REPLAY, LIFE_MODEL_RUNS = '10' } = process.env;

/** At most that many steps, of which those that are not sensible are left out. */
const MAX_STEPS = 200;

const api = useServer({ rateLimit: 0 });

const steps = mostlySensible(
  fc.oneof(
    { weight: 5, arbitrary: sendReadings },
    { weight: 2, arbitrary: contractSteps },
    { weight: 2, arbitrary: adjustmentSteps },
    { weight: 4, arbitrary: grantCredits },
    { weight: 1, arbitrary: cancelCredits },
    { weight: 8, arbitrary: calculationSteps },
    { weight: 14, arbitrary: paymentSteps },
    { weight: 7, arbitrary: changePaymentStatus },
    { weight: 7, arbitrary: runBatch },
  ),
);

let lives = 0;

/** A new account on the server, and what the model knows of it. */
async function born(member: Member) {
  lives += 1;
  const uuid = `life-${lives}x`;
  const server = new LifeServer(api.url, uuid);
  const body = {
    uuid,
    member: member.member,
    billingGroupId: `bg-${uuid}`,
    projects: projects.map((projectId) => ({ projectId })),
  };
  await server.send({ method: 'POST', path: '/billing/admin/accounts', body });
  return { model: new LifeModel(uuid, member), real: server };
}

test.concurrent.each(members)('an account of $member lives as the rules say', { timeout: 300_000 }, async (member) => {
  const life = fc.commands([steps], {
    size: 'max',
    maxCommands: MAX_STEPS,
    ...(LIFE_MODEL_REPLAY !== undefined && { replayPath: LIFE_MODEL_REPLAY }),
  });
  await fc.assert(
    fc.asyncProperty(life, (commands) => fc.asyncModelRun(() => born(member), commands)),
    {
      numRuns: Number(LIFE_MODEL_RUNS),
      ...(LIFE_MODEL_SEED !== undefined && { seed: Number(LIFE_MODEL_SEED) }),
      ...(LIFE_MODEL_PATH !== undefined && { path: LIFE_MODEL_PATH }),
    },
  );
});
