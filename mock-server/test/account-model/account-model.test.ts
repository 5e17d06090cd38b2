import fc from 'fast-check';
import { test } from 'vitest';
import { useServer } from '../api-client.ts';
import { AccountServer } from './account-server.ts';
import { adjustmentSteps } from './commands/adjustments.ts';
import { runBatch } from './commands/batches.ts';
import { calculationSteps } from './commands/calculations.ts';
import { contractSteps } from './commands/contracts.ts';
import { cancelCredits } from './commands/credit-cancellations.ts';
import { grantCredits } from './commands/grants.ts';
import { paymentSteps } from './commands/payments.ts';
import { sendReadings } from './commands/readings.ts';
import { changePaymentStatus } from './commands/status-changes.ts';
import { AccountModel } from './model/account-model.ts';
import { type Member, members } from './model/member.ts';
import { projects } from './model/readings.ts';
import { mostlySensible } from './step.ts';

/*
 * A failing run prints its seed, path and commands, then why, and the requests that were sent. To run it again, run its
 * member's test with ACCOUNT_MODEL_SEED, ACCOUNT_MODEL_PATH and ACCOUNT_MODEL_REPLAY (the replayPath after the commands);
 * ACCOUNT_MODEL_RUNS=200 looks longer.
 */
const { ACCOUNT_MODEL_SEED, ACCOUNT_MODEL_PATH, ACCOUNT_MODEL_REPLAY, ACCOUNT_MODEL_RUNS = '6' } = process.env;

/** The largest number of steps; those that are not sensible are left out. */
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

let accounts = 0;

/** A new account on the server, and the model of it. */
async function born(member: Member) {
  accounts += 1;
  const uuid = `model-${accounts}x`;
  const server = new AccountServer(api.url, uuid);
  const body = {
    uuid,
    member: member.member,
    billingGroupId: `bg-${uuid}`,
    projects: projects.map((projectId) => ({ projectId })),
  };
  await server.send({ method: 'POST', path: '/billing/admin/accounts', body });
  return { model: new AccountModel(uuid, member), real: server };
}

test.concurrent.each(members)('an account of $member bills as the rules say', { timeout: 300_000 }, async (member) => {
  const account = fc.commands([steps], {
    size: 'max',
    maxCommands: MAX_STEPS,
    ...(ACCOUNT_MODEL_REPLAY !== undefined && { replayPath: ACCOUNT_MODEL_REPLAY }),
  });
  await fc.assert(
    fc.asyncProperty(account, (commands) => fc.asyncModelRun(() => born(member), commands)),
    {
      numRuns: Number(ACCOUNT_MODEL_RUNS),
      ...(ACCOUNT_MODEL_SEED !== undefined && { seed: Number(ACCOUNT_MODEL_SEED) }),
      ...(ACCOUNT_MODEL_PATH !== undefined && { path: ACCOUNT_MODEL_PATH }),
    },
  );
});
