import {
  BillingError,
  type Policy,
  type PreviewInput,
  previewStatement,
  type Statement,
  standardPolicy,
} from '@billing-testkit/engine';
import type { Bill, Outcome } from '../bill/bill.ts';
import { readBill } from '../bill/read-bill.ts';
import type { BillingCase } from './billing-case.ts';
import { CaseProblem } from './case-problem.ts';
import type { EngineOptions } from './engine-life.ts';
import { owedBefore } from './preview-owed.ts';
import { previewAdjustments, previewContract, previewReadings } from './preview-parts.ts';

/** Both sides ask for the same preview of a case, and each known defect does: it is worked out once. */
const previews = new WeakMap<BillingCase, { readonly policy: Policy; readonly preview: PreviewInput }>();

/** What should come of a case that is asked for as a preview (§11). Throws a `CaseProblem` as `previewOf` does. */
export function previewByEngine(billingCase: BillingCase, billing: EngineOptions = {}): Outcome {
  const preview = previewOf(billingCase, billing);
  try {
    return { refusals: [], bill: billOf(previewStatement(preview, billing)) };
  } catch (error) {
    if (error instanceof BillingError) return { refusals: [{ step: 'preview', code: error.code }], bill: undefined };
    throw error;
  }
}

/** No bill is due that was only previewed. */
function billOf({ dueDate, ...statement }: Statement): Bill {
  const appliedCredits = statement.appliedCredits.map(({ name, ...credit }) => ({ ...credit, campaignName: name }));
  return readBill({ ...statement, appliedCredits });
}

/**
 * The preview that asks for a case's bill; what is owed of earlier months is in it as the billing rules have it. Throws a
 * `CaseProblem` when a preview can't say what the case says.
 */
export function previewOf(billingCase: BillingCase, { policy = standardPolicy }: EngineOptions): PreviewInput {
  const known = previews.get(billingCase);
  if (known?.policy === policy) return known.preview;
  const preview = toPreview(billingCase, policy);
  previews.set(billingCase, { policy, preview });
  return preview;
}

function toPreview(billingCase: BillingCase, policy: Policy): PreviewInput {
  const { member, month, credits = [], payments = [] } = billingCase;
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
    readings: previewReadings(billingCase, policy),
    ...(contract && { contract }),
    adjustments: previewAdjustments(billingCase),
    credits: credits.map(({ amount, ...credit }) => ({ ...credit, campaignId: credit.name, balance: amount })),
    ...owedBefore(billingCase, policy),
  };
}
