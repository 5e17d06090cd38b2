import {
  type AdjustmentType,
  BillingError,
  isInForce,
  lastDay,
  memberOf,
  monthIn,
  outstandingIn,
  owedUpTo,
  type Policy,
  type PreviewAdjustment,
  type PreviewInput,
  previewStatement,
  rulesOf,
  type Statement,
  standardPolicy,
  sumMoney,
  toInstant,
} from '@billing-testkit/engine';
import type { Bill, Outcome } from './bill.ts';
import { type EngineOptions, takeStepsByEngine } from './bill-by-engine.ts';
import {
  type BillingCase,
  type CaseAdjustment,
  CaseProblem,
  type CaseReading,
  type EarlierMonth,
} from './billing-case.ts';
import { stepsOf } from './case-steps.ts';
import { onceForList } from './once-for-list.ts';
import { readBill } from './read-bill.ts';

/** The readings of a preview. They have no time: all are of the month, and they come in the order in which they were taken. */
const previewReadings = onceForList((usage: readonly CaseReading[], { policy, member, month }) => {
  const { start, end } = monthIn(month, memberOf(policy, member).timeZone);
  return usage
    .map((reading) => ({ reading, taken: toInstant(reading.timestamp) ?? '' }))
    .sort((a, b) => Number(a.taken > b.taken) - Number(a.taken < b.taken))
    .map(({ reading: { timestamp, counterType = 'DELTA', ...reading }, taken }) => {
      if (taken < start || taken >= end) throw new CaseProblem('A preview has no readings of other months.');
      return { ...reading, counterType };
    });
});

/** The contract in force, without its months. */
function previewContract({ contracts = [], month }: BillingCase): PreviewInput['contract'] {
  const [contract, other] = contracts.filter((candidate) => isInForce(candidate, month));
  if (other) throw new CaseProblem('A preview has one contract at most.');
  if (!contract) return undefined;
  const { name, monthFrom, monthTo, ...terms } = contract;
  return terms;
}

/** The adjustments in force; those of a preview apply in the order they are listed in. */
function previewAdjustments({ adjustments = [], month }: BillingCase): PreviewAdjustment[] {
  const inForce = adjustments.filter((adjustment) => isInForce(adjustment, month));
  if (inForce.some(({ priority }) => priority !== undefined)) {
    throw new CaseProblem('A preview’s adjustments have no priorities.');
  }
  return inForce.map(toPreviewAdjustment);
}

const kinds: Readonly<Record<AdjustmentType, Pick<PreviewAdjustment, 'type' | 'method'>>> = {
  FIXED_DISCOUNT: { type: 'DISCOUNT', method: 'FIXED' },
  RATE_DISCOUNT: { type: 'DISCOUNT', method: 'RATE' },
  FIXED_SURCHARGE: { type: 'SURCHARGE', method: 'FIXED' },
  RATE_SURCHARGE: { type: 'SURCHARGE', method: 'RATE' },
};

function toPreviewAdjustment({ name, level, projectId, type, value }: CaseAdjustment): PreviewAdjustment {
  const target = projectId === undefined ? {} : { targetProjectId: projectId };
  return { ...kinds[type], level, ...target, value, description: name };
}

/** The amount that earlier months leave to pay, as the two figures that a preview takes (§8, §11). */
const owedBefore = onceForList((earlier: readonly EarlierMonth[], { policy, member, month }) => {
  const { account } = takeStepsByEngine({ member, month }, stepsOf({ member, month, earlier }).slice(0, -1), {
    policy,
  });
  const owed = owedUpTo(account, month);
  const late = owed.filter((bill) => rulesOf(policy).overdueOn(bill.month, policy.lateFees) <= lastDay(month));
  if (late.length > 0 && late.length < owed.length) {
    throw new CaseProblem('A preview can’t tell months that are overdue from months that are not.');
  }
  if (owed.some((bill) => account.lateFees.has(bill.month) || bill.statement.lateFee > 0)) {
    throw new CaseProblem('A preview knows nothing of earlier late fees.');
  }
  return { unpaidAmount: sumMoney(owed.map(outstandingIn)), isOverdue: late.length > 0 };
});

/** The previews of cases. Both sides and every known defect ask for the same preview, so it is made once. */
const previews = new WeakMap<BillingCase, { readonly policy: Policy; readonly preview: PreviewInput }>();

/**
 * The right outcome of a case that is asked for as a preview (§11), by the policy that bills unless it is asked for by another one.
 * Throws a `CaseProblem` as `previewOf` does.
 */
export function previewByEngine(
  billingCase: BillingCase,
  billing: EngineOptions = {},
  askedBy: Policy | undefined = billing.policy,
): Outcome {
  const preview = previewOf(billingCase, askedBy ? { policy: askedBy } : {});
  try {
    return { refusals: [], bill: billOf(previewStatement(preview, billing)) };
  } catch (error) {
    if (error instanceof BillingError) return { refusals: [{ step: 'preview', code: error.code }], bill: undefined };
    throw error;
  }
}

/** Leaves out the due date: a bill that was only previewed is not due. */
function billOf({ dueDate, ...statement }: Statement): Bill {
  const appliedCredits = statement.appliedCredits.map(({ name, ...credit }) => ({ ...credit, campaignName: name }));
  return readBill({ ...statement, appliedCredits });
}

/**
 * The preview that asks for a case's bill; the amount owed of earlier months is in it as the billing rules have it. Throws a
 * `CaseProblem` for a case with something that a preview can't have.
 */
export function previewOf(billingCase: BillingCase, { policy = standardPolicy }: EngineOptions): PreviewInput {
  const known = previews.get(billingCase);
  if (known?.policy === policy) return known.preview;
  const preview = toPreview(billingCase, policy);
  previews.set(billingCase, { policy, preview });
  return preview;
}

function toPreview(billingCase: BillingCase, policy: Policy): PreviewInput {
  const { member, month, usage = [], earlier = [], credits = [], payments = [] } = billingCase;
  const billed = { policy, member, month };
  if (billingCase.lateUsage) throw new CaseProblem('A preview is calculated once: it has no late usage.');
  if (payments.length > 0) throw new CaseProblem('A preview has no payments.');
  if (credits.some(({ validFrom }) => validFrom !== undefined)) {
    throw new CaseProblem('A preview has no credits that are valid from a date.');
  }
  const contract = previewContract(billingCase);
  return {
    member,
    month,
    billingGroupId: 'bg-preview',
    readings: previewReadings(usage, billed),
    ...(contract && { contract }),
    adjustments: previewAdjustments(billingCase),
    credits: credits.map(({ amount, ...credit }) => ({ ...credit, campaignId: credit.name, balance: amount })),
    ...(earlier.length > 0 && owedBefore(earlier, billed)),
  };
}
