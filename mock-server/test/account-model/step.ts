import fc from 'fast-check';
import { expect } from 'vitest';
import type { AccountServer, Call } from './account-server.ts';
import { expectAgreement } from './agreement.ts';
import type { AccountModel } from './model/account-model.ts';
import { Refused } from './model/refused.ts';

/** One step of an account’s history. */
export type Step = fc.AsyncCommand<AccountModel, AccountServer>;

type Act = (account: AccountModel, server: AccountServer) => Promise<void>;

type Condition = (account: AccountModel) => boolean;

/**
 * A step whose `text` describes its calls. It asks the server and the model, compares their answers, and then all that can be
 * read of the account. Where it is not sensible, because its only result would be a refusal, it is left out.
 */
export function step(text: string, act: Act, isSensible: Condition = () => true): Step {
  return {
    check: isSensible,
    toString: () => text,
    async run(account, server) {
      try {
        await act(account, server);
        await expectAgreement(account, server);
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        throw new Error(`${why}\n\nThe account's story:\n${server.story.join('\n')}`, { cause });
      }
    },
  };
}

/** Steps; one in eight is taken even where it is not sensible. */
export function mostlySensible(steps: fc.Arbitrary<Step>): fc.Arbitrary<Step> {
  return fc.tuple(steps, fc.nat(7)).map(([sensible, boldness]) => {
    if (boldness < 7) return sensible;
    return {
      check: () => true,
      toString: () => sensible.toString(),
      run: (account, server) => sensible.run(account, server),
    };
  });
}

/** The server is to answer as the model does: with these fields, or refused with this code. */
export async function expectSame(server: AccountServer, call: Call, model: () => object): Promise<unknown> {
  const { status, body } = await server.send(call);
  expect({ status, body }, 'answer').toMatchObject(answerOf(model));
  return body;
}

function answerOf(model: () => object): object {
  try {
    return { status: 200, body: model() };
  } catch (error) {
    if (error instanceof Refused) return { status: error.status, body: { error: error.code } };
    throw error;
  }
}
