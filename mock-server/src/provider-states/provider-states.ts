import { planBatch } from '../batches/plan-batch.ts';
import { inRequestWords } from '../errors/in-request-words.ts';
import { toAdjustment } from '../wire/adjustment.ts';
import { toContractTerms } from '../wire/contract.ts';
import { toCouponGrant } from '../wire/coupon.ts';
import { toGrant } from '../wire/credit.ts';
import { forgetAccount, inParams, replaceAccount, uuidOf } from './new-account.ts';
import { buildReadings } from './readings-state.ts';
import type { ParamsOf, StateIds, StateName, StateParts, StateRequest } from './state-request.ts';
import { buildStatement } from './statement-state.ts';

/** Brings the server into a state. */
type SetUp<Name extends StateName> = (request: StateRequest<Name>, parts: StateParts) => StateIds | Promise<StateIds>;

/** The set-up of each state of the document. A state that is missing here does not compile. */
const setUps: { readonly [Name in StateName]: SetUp<Name> } = {
  '': () => ({}),

  'no account'({ params = {} }, parts) {
    const uuid = uuidOf(params);
    forgetAccount(uuid, parts);
    return { uuid };
  },

  'an account': ({ params = {} }, parts) => replaceAccount(params, parts, () => ({})),

  'an account with readings': ({ params }, parts) =>
    replaceAccount(params, parts, (account) => buildReadings(account, params)),

  'an account with a contract': ({ params = {} }, parts) =>
    replaceAccount(params, parts, ({ store, uuid, billingGroupId }) => {
      const { name = 'Standard', monthFrom, ...terms } = params;
      const create = { type: 'createContract', name, terms: toContractTerms(terms) } as const;
      const { contractId } = inRequestWords(inTerms, () => store.update(uuid, create).contract);
      if (monthFrom !== undefined)
        store.update(uuid, { type: 'assignContract', contractId, billingGroupId, monthFrom });
      return { contractId };
    }),

  'an account with an adjustment': ({ params }, parts) =>
    replaceAccount(params, parts, ({ store, uuid, billingGroupId, projectId }) => {
      const targetId = params.level === 'PROJECT' ? projectId : billingGroupId;
      const adjustment = toAdjustment(params.level, targetId, params);
      const { adjustmentId } = inRequestWords(inAdjustment, () =>
        store.update(uuid, { type: 'addAdjustment', adjustment }),
      ).adjustment;
      return { adjustmentId };
    }),

  'an account with a credit': ({ params }, parts) =>
    replaceAccount(params, parts, ({ store, uuid }) => {
      const { amount, campaignId = 'spring-2025', creditType = 'FREE' } = params;
      const { creditId } = store.update(uuid, toGrant(campaignId, amount, { creditType })).credit;
      return { creditId, campaignId };
    }),

  'an account with a redeemed coupon': ({ params }, parts) =>
    replaceAccount(params, parts, ({ store, uuid }) => {
      const { creditId } = store.update(uuid, toCouponGrant(params.couponCode)).credit;
      return { creditId, campaignId: params.couponCode };
    }),

  'an account with a calculated statement': ({ params }, parts) =>
    replaceAccount(params, parts, (account) => buildStatement(account, params)),

  async 'an account with a batch job'({ params }, parts) {
    const ids = replaceAccount(params, parts, () => ({}));
    const { batchId } = await runBatch(uuidOf(params), params, parts);
    return { ...ids, batchId };
  },

  'the rate limit is used up'({ params = {} }, { rateLimit }) {
    const uuid = uuidOf(params);
    rateLimit.useUp(uuid);
    return { uuid };
  },
};

/** Brings the server into a state, by its own commands. A request that is refused has changed nothing. */
export function setUpState<Name extends StateName>(
  request: StateRequest<Name>,
  parts: StateParts,
): StateIds | Promise<StateIds> {
  const name: Name = request.state;
  return setUps[name](request, parts);
}

/** Forgets the account of a state, and all that the server remembers of it but for its defect. */
export function tearDownState({ state, params = {} }: StateRequest, parts: StateParts): void {
  const uuid = uuidOf(params);
  if (state === 'the rate limit is used up') parts.rateLimit.reset(uuid);
  else if (state !== '') forgetAccount(uuid, parts);
}

async function runBatch(
  uuid: string,
  { batchJobCode, month }: ParamsOf<'an account with a batch job'>,
  parts: StateParts,
) {
  const { created, work } = planBatch({ uuid, batchJobCode, date: month }, parts);
  return parts.batches.run(created, work);
}

function inTerms(path: string): string {
  return inParams(path.replace('/terms', ''));
}

function inAdjustment(path: string): string {
  return inParams(path.replace('/adjustment', '').replace('/value', '/adjustment'));
}
