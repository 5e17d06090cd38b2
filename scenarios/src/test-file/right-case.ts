import { type Policy, type Pricing, previewStatement } from '@billing-testkit/engine';
import type { BillingCase } from '../life/billing-case.ts';
import { takeStepsByEngine } from '../life/engine-life.ts';
import { type CaseStep, stepsOf } from '../life/life-step.ts';
import { previewOf } from '../life/preview.ts';
import type { Via } from '../life/reference.ts';

/** A step of a life, and the code that it is rightly refused with, if it is. */
export interface ExpectedStep {
  readonly step: CaseStep;
  readonly refusal: string | undefined;
}

/** The life of a case, and what should come of its steps. */
export function expectedSteps(billingCase: BillingCase, policy: Policy): ExpectedStep[] {
  const steps = stepsOf(billingCase);
  return steps.map((step, index) => {
    const refusedUpTo = (count: number) => takeStepsByEngine(billingCase, steps.slice(0, count), { policy }).refused;
    const [before, after] = [refusedUpTo(index), refusedUpTo(index + 1)];
    return { step, refusal: after[before.length]?.code };
  });
}

/** The pricings of the line items of the right bill. */
export function rightPricings(billingCase: BillingCase, policy: Policy, via: Via): Pricing[] {
  const statement =
    via === 'preview'
      ? previewStatement(previewOf(billingCase, { policy }), { policy })
      : takeStepsByEngine(billingCase, stepsOf(billingCase), { policy }).account.bills.get(billingCase.month)
          ?.statement;
  return statement?.lineItems.map(({ pricing }) => pricing) ?? [];
}
