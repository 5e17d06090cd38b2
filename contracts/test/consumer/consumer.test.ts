import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { operations } from '../documented-operations.ts';
import { promisedOutcome } from './exchange.ts';
import { interactions } from './interactions.ts';
import { type MadePact, makePact, pactFile } from './pact-text.ts';

let made: MadePact;

beforeAll(async () => {
  made = await makePact(interactions);
});

describe('the SDK, as the consumer', () => {
  test.each(interactions)('$operationId: $description', (interaction) => {
    expect(made.outcomes.get(interaction)).toEqual(promisedOutcome(interaction));
  });

  it('has an interaction for every operation but the mock’s own controls', () => {
    const billing = operations.filter(({ tags }) => !tags.includes('test-control'));
    const covered = new Set(interactions.map(({ operationId }) => operationId));
    expect([...covered].sort()).toEqual(billing.map(({ operationId }) => operationId).sort());
  });

  it('has one for each refusal that its users meet', () => {
    const statuses = interactions.map(({ answer }) => answer.status).filter((status) => status >= 400);
    expect([...new Set(statuses)].sort()).toEqual([400, 401, 402, 404, 409, 422, 429]);
  });

  it('makes the pact that is committed', () => {
    expect(made.text).toBe(readFileSync(pactFile, 'utf8'));
  });
});
