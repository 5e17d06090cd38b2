import fc from 'fast-check';
import { expect } from 'vitest';
import { month } from '../arbitraries.ts';
import type { AccountModel } from '../model/account-model.ts';
import {
  calculateInBatch,
  expireCredits,
  generateStatement,
  processPayment,
  renewContracts,
} from '../model/batches.ts';
import type { Month } from '../model/calendar.ts';
import { type Step, step } from '../step.ts';

type Job = readonly [code: string, resultOf: (account: AccountModel, month: Month) => object];

const collect: Job = ['BATCH_PROCESS_PAYMENT', processPayment];

/** The other jobs, each with the model's result for the account. */
const others: readonly Job[] = [
  ['API_CALCULATE_USAGE_AND_PRICE', calculateInBatch],
  ['BATCH_GENERATE_STATEMENT', generateStatement],
  ['BATCH_CREDIT_EXPIRY', expireCredits],
  ['BATCH_CONTRACT_RENEWAL', renewContracts],
];

const jobs = fc.oneof(fc.constant(collect), fc.constantFrom(...others));

export const runBatch: fc.Arbitrary<Step> = fc.tuple(jobs, month).map(([[code, resultOf], date]) =>
  step(`POST /billing/admin/batches {batchJobCode: ${code}, date: ${date}}`, async (account, server) => {
    const batch = await server.runJob(code, date);
    server.story.push(`POST /billing/admin/batches ${JSON.stringify({ batchJobCode: code, date })}`);
    expect(batch, 'results').toMatchObject({ results: [{ uuid: account.uuid, ...resultOf(account, date) }] });
  }),
);
