import type { AppliedAdjustment, LineItem, Statement } from '../model/statement.ts';
import type { Adjustment, AdjustmentType } from '../model/statement-input.ts';
import type { PrioritizedAdjustment, Rules } from '../rules/rules.ts';
import type { Decimal, Exact } from '../values/exact.ts';
import { type Money, sumMoney } from '../values/money.ts';
import type { Calculation } from './calculation.ts';
import type { ContractedBill } from './contract.ts';
import { exactText } from './trace.ts';

export type AdjustedBill = Pick<Statement, 'appliedAdjustments' | 'adjustmentTotal' | 'discount'> & {
  readonly chargeBeforeCredit: Money;
};

/** §5: adjustments compound, each on what the one before it left, on the projects and on the billing group. */
export function adjust(
  bill: ContractedBill,
  adjustments: readonly Adjustment[],
  calculation: Calculation,
): AdjustedBill {
  const inForce = inOrder(adjustments, calculation);
  const running = netByProject(bill.lineItems, inForce);
  const appliedAdjustments = calculation.rules.adjustmentLevels().flatMap((level) => {
    const atLevel = inForce.filter((adjustment) => adjustment.level === level);
    return level === 'PROJECT'
      ? adjustProjects(atLevel, running, calculation)
      : compound(atLevel, sumMoney([...running.values(), bill.baseFee, bill.minimumCommitment]), calculation).applied;
  });
  const adjustmentTotal = sumMoney(appliedAdjustments.map(({ amount }) => amount));
  const discounts = appliedAdjustments.filter(({ type }) => effects[type].lowers);
  const discount = sumMoney([bill.contractDiscount, ...discounts.map(({ amount }) => -amount)]);
  const chargeBeforeCredit = sumMoney([bill.subtotal, adjustmentTotal]);
  const figures = { adjustmentTotal, discount, chargeBeforeCredit };
  for (const [figure, value] of calculation.trace ? Object.entries(figures) : []) {
    calculation.trace?.({ step: 'adjust', section: 5, figure, exact: String(value), value });
  }
  return { appliedAdjustments, ...figures };
}

function inOrder(adjustments: readonly Adjustment[], { month, policy, rules }: Calculation): PrioritizedAdjustment[] {
  const { defaultPriority } = policy.adjustments;
  return adjustments
    .filter((adjustment) => rules.adjustmentInForce(adjustment, month))
    .map((adjustment) => ({ ...adjustment, priority: adjustment.priority ?? defaultPriority }))
    .sort(rules.compareAdjustments);
}

/** The amount that each project starts with, by project id. A project without usage, but with an adjustment, starts with 0. */
function netByProject(lines: readonly LineItem[], adjustments: readonly Adjustment[]): Map<string, Money> {
  const projects = adjustments.filter(({ level }) => level === 'PROJECT');
  const net = new Map(projects.map(({ targetId }) => [targetId, 0]));
  for (const { projectId, netAmount } of lines) {
    net.set(projectId, sumMoney([net.get(projectId) ?? 0, netAmount]));
  }
  return new Map([...net].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function adjustProjects(
  adjustments: readonly PrioritizedAdjustment[],
  running: Map<string, Money>,
  calculation: Calculation,
): AppliedAdjustment[] {
  const byProject = new Map<string, PrioritizedAdjustment[]>();
  for (const adjustment of adjustments) {
    const onProject = byProject.get(adjustment.targetId) ?? [];
    onProject.push(adjustment);
    byProject.set(adjustment.targetId, onProject);
  }
  return [...running].flatMap(([projectId, net]) => {
    const { applied, left } = compound(byProject.get(projectId) ?? [], net, calculation);
    running.set(projectId, left);
    return applied;
  });
}

function compound(adjustments: readonly PrioritizedAdjustment[], initial: Money, calculation: Calculation) {
  let left = initial;
  const applied = adjustments.map((adjustment) => {
    const adjusted = apply(adjustment, calculation.rules.adjustmentBase({ initial, running: left }), calculation);
    left = sumMoney([left, adjusted.amount]);
    return adjusted;
  });
  return { applied, left };
}

interface Effect {
  readonly lowers: boolean;
  readonly amount: (rules: Rules, base: Money, value: Decimal) => Exact;
}

const effects: Record<AdjustmentType, Effect> = {
  FIXED_DISCOUNT: { lowers: true, amount: (rules, base, value) => rules.fixedDiscount(base, value) },
  RATE_DISCOUNT: { lowers: true, amount: (rules, base, value) => rules.rateDiscount(base, value) },
  FIXED_SURCHARGE: { lowers: false, amount: (rules, base, value) => rules.fixedSurcharge(base, value) },
  RATE_SURCHARGE: { lowers: false, amount: (rules, base, value) => rules.rateSurcharge(base, value) },
};

function apply(adjustment: PrioritizedAdjustment, baseAmount: Money, calculation: Calculation): AppliedAdjustment {
  const { adjustmentId, level, targetId, type, description, value } = adjustment;
  const effect = effects[type];
  const exactAmount = effect.amount(calculation.rules, baseAmount, value);
  const rounded = calculation.rules.round(exactAmount);
  const amount = effect.lowers ? 0 - rounded : rounded;
  calculation.trace?.({
    step: 'adjust',
    section: 5,
    figure: 'amount',
    of: { adjustmentId, level, targetId },
    exact: exactText(effect.lowers ? exactAmount.neg() : exactAmount),
    value: amount,
  });
  const named = description === undefined ? {} : { description };
  return { adjustmentId, level, targetId, type, ...named, value, baseAmount, amount };
}
