import fc from 'fast-check';
import { type Call, stringIn } from '../account-server.ts';
import { monthRange, picked, which } from '../arbitraries.ts';
import type { AccountModel } from '../model/account-model.ts';
import type { AdjustmentTerms, AdjustmentType } from '../model/adjustments.ts';
import { tenths } from '../model/arithmetic.ts';
import { projects } from '../model/readings.ts';
import { Refused } from '../model/refused.ts';
import { expectSame, type Step, step } from '../step.ts';

const PROJECTS = '/billing/admin/projects/adjustments';
const GROUPS = '/billing/admin/billing-groups/adjustments';

/** The largest value of each type: minor units, or tenths of a percent. */
const largest: Record<AdjustmentType, number> = {
  FIXED_DISCOUNT: 8000,
  RATE_DISCOUNT: 1000,
  FIXED_SURCHARGE: 8000,
  RATE_SURCHARGE: 2000,
};

const types: AdjustmentType[] = ['FIXED_DISCOUNT', 'RATE_DISCOUNT', 'FIXED_SURCHARGE', 'RATE_SURCHARGE'];

const values = fc
  .constantFrom(...types)
  .chain((type) => fc.record({ type: fc.constant(type), value: fc.nat(largest[type]) }));

const targets = fc.option(fc.constantFrom(...projects), { nil: undefined });

const priorities = fc.option(fc.constantFrom(1, 100, 200), { nil: undefined });

const terms: fc.Arbitrary<AdjustmentTerms> = fc
  .tuple(values, targets, priorities, monthRange)
  .map(([value, projectId, priority, range]) => ({
    ...value,
    ...range,
    ...(projectId !== undefined && { projectId }),
    ...(priority !== undefined && { priority }),
  }));

const adjust = terms.map((agreed) => {
  const { type, value, projectId, ...rest } = agreed;
  const adjustment = type.startsWith('RATE') ? tenths(value) : value;
  const body = { ...rest, adjustment, adjustmentTypeCode: type };
  const text = `POST ${projectId === undefined ? GROUPS : PROJECTS} ${JSON.stringify({ projectId, ...body })}`;
  return step(text, async (account, server) => {
    const answer = await server.send({ method: 'POST', ...addressed(account, projectId, body) });
    account.adjustments.push({
      ...agreed,
      adjustmentId: stringIn(answer.body, 'adjustmentId') ?? `none: ${answer.status}`,
    });
  });
});

function addressed(
  { billingGroupId }: AccountModel,
  projectId: string | undefined,
  agreed: object,
): Omit<Call, 'method'> {
  if (projectId === undefined) return { path: GROUPS, body: { billingGroupId, ...agreed } };
  return { path: PROJECTS, body: { projectId, ...agreed } };
}

const deleteAdjustment = which.map((nth) =>
  step(
    `DELETE …/adjustments?adjustmentIds={${nth} from the newest}`,
    async (account, server) => {
      const adjustment = picked(account.adjustments, nth);
      const { adjustmentId = 'adj-none', projectId } = adjustment ?? {};
      const path = `${projectId === undefined ? GROUPS : PROJECTS}?adjustmentIds=${adjustmentId}`;
      await expectSame(server, { method: 'DELETE', path }, () => {
        if (!adjustment) throw new Refused('NOT_FOUND');
        account.adjustments = account.adjustments.filter((other) => other !== adjustment);
        return { deletedCount: 1 };
      });
    },
    ({ adjustments }) => adjustments.length > 0,
  ),
);

export const adjustmentSteps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: adjust },
  { weight: 1, arbitrary: deleteAdjustment },
);
