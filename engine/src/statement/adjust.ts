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

/** The bill as a whole: the subtotal and the adjustments until now. No more is taken off it than is left. */
interface Whole {
  left: Money;
}

/** §5: the adjustments of the projects and of the billing group, each on the amount that the rules give it. */
export function adjust(
  bill: ContractedBill,
  adjustments: readonly Adjustment[],
  calculation: Calculation,
): AdjustedBill {
  const inForce = inOrder(adjustments, calculation);
  const whole = { left: bill.subtotal };
  const appliedAdjustments = calculation.rules.adjustmentLevels().flatMap((level) => {
    const atLevel = inForce.filter((adjustment) => adjustment.level === level);
    return level === 'PROJECT'
      ? adjustProjects(atLevel, bill.lineItems, whole, calculation)
      : adjustOne(atLevel, whole.left, whole, calculation);
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
    .sort((a, b) => rules.adjustmentTurn(a.type) - rules.adjustmentTurn(b.type) || rules.compareAdjustments(a, b));
}

function adjustProjects(
  adjustments: readonly PrioritizedAdjustment[],
  lines: readonly LineItem[],
  whole: Whole,
  calculation: Calculation,
): AppliedAdjustment[] {
  const byProject = new Map<string, PrioritizedAdjustment[]>();
  for (const adjustment of adjustments) {
    const known = byProject.get(adjustment.targetId);
    if (known) known.push(adjustment);
    else byProject.set(adjustment.targetId, [adjustment]);
  }
  const net = netByProject(lines, byProject);
  const projects = [...byProject].sort(([a], [b]) => (a < b ? -1 : 1));
  return projects.flatMap(([projectId, ofProject]) =>
    adjustOne(ofProject, net.get(projectId) ?? 0, whole, calculation),
  );
}

/** The cost of each project's usage, by project id; a project without usage is not there. */
function netByProject(lines: readonly LineItem[], projects: ReadonlyMap<string, unknown>): Map<string, Money> {
  const net = new Map<string, Money>();
  for (const { projectId, netAmount } of lines) {
    if (projects.has(projectId)) net.set(projectId, sumMoney([net.get(projectId) ?? 0, netAmount]));
  }
  return net;
}

/** Adjusts one project, or the billing group. */
function adjustOne(
  adjustments: readonly PrioritizedAdjustment[],
  initial: Money,
  whole: Whole,
  calculation: Calculation,
): AppliedAdjustment[] {
  let left = initial;
  return adjustments.map((adjustment) => {
    const base = calculation.rules.adjustmentBase({ initial, running: left });
    const adjusted = apply(adjustment, { base, left: Math.min(left, whole.left) }, calculation);
    left = sumMoney([left, adjusted.amount]);
    whole.left = sumMoney([whole.left, adjusted.amount]);
    return adjusted;
  });
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

interface Adjustable {
  /** The amount that the adjustment is calculated from. */
  readonly base: Money;
  /** The amount that a discount can be taken off. */
  readonly left: Money;
}

function apply(
  adjustment: PrioritizedAdjustment,
  { base, left }: Adjustable,
  { rules, trace }: Calculation,
): AppliedAdjustment {
  const { adjustmentId, level, targetId, type, description, value } = adjustment;
  const effect = effects[type];
  const exactAmount = effect.amount(rules, base, value);
  const rounded = rules.round(exactAmount);
  const amount = effect.lowers ? 0 - rules.discountTaken(rounded, left) : rounded;
  trace?.({
    step: 'adjust',
    section: 5,
    figure: 'amount',
    of: { adjustmentId, level, targetId },
    exact: exactText(effect.lowers ? exactAmount.neg() : exactAmount),
    value: amount,
  });
  const named = description === undefined ? {} : { description };
  return { adjustmentId, level, targetId, type, ...named, value, baseAmount: base, amount };
}
