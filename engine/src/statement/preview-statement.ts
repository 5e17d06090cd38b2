import { rulesOf } from '../choices/choices.ts';
import { Inspection } from '../inspection/inspection.ts';
import type { Statement } from '../model/statement.ts';
import type {
  Adjustment,
  AdjustmentLevel,
  ContractTerms,
  Credit,
  Reading,
  StatementInput,
} from '../model/statement-input.ts';
import { memberOf } from '../policy/member-of.ts';
import type { Policy } from '../policy/policy.ts';
import { standardPolicy } from '../policy/standard-policy.ts';
import { addMonths, type Month } from '../values/calendar.ts';
import type { Decimal } from '../values/exact.ts';
import type { Money } from '../values/money.ts';
import { type CalculationOptions, calculateStatement } from './calculate-statement.ts';
import { checkAdjustment, checkContractCurrency, checkContractTerms } from './check-statement-parts.ts';

/** The input of a bill that is asked for in one request, without an account (§11). */
export interface PreviewInput {
  readonly member: string;
  readonly month: Month;
  /** The target that adjustments of the billing group are printed with. */
  readonly billingGroupId: string;
  /** The readings of the month. They need no timestamp. */
  readonly readings?: readonly Omit<Reading, 'timestamp'>[];
  /** The contract. Its currency is the member's when absent; any other is refused. */
  readonly contract?: ContractTerms & { readonly currency?: string };
  readonly adjustments?: readonly PreviewAdjustment[];
  readonly credits?: readonly Omit<Credit, 'creditId'>[];
  /** The amount that is owed of earlier months, in minor units. */
  readonly unpaidAmount?: Money;
  /** Whether a late fee is due on `unpaidAmount`. */
  readonly isOverdue?: boolean;
}

export interface PreviewAdjustment {
  readonly type: 'DISCOUNT' | 'SURCHARGE';
  readonly method: 'FIXED' | 'RATE';
  readonly level: AdjustmentLevel;
  /** A project; without one, each project that has usage. */
  readonly targetProjectId?: string;
  readonly value: Decimal;
  readonly description?: string;
}

/** The bill for the input of one request, without an account, by the pipeline of `calculateStatement`. Throws the same errors. */
export function previewStatement(preview: PreviewInput, options: CalculationOptions = {}): Statement {
  const { policy = standardPolicy, rules = rulesOf(policy) } = options;
  const { member, month, readings = [], contract, unpaidAmount = 0, isOverdue = false, credits = [] } = preview;
  const { timeZone, currency } = memberOf(policy, member);
  checkPreview(preview, policy);
  if (contract) checkContractCurrency(contract.currency, currency, '/contract/currency');
  const timestamp = rules.billingPeriod(month, timeZone).start;
  const owed = { charge: unpaidAmount, vat: 0, lateFee: 0, paid: 0, lateFeeCharged: false, isOverdue };
  const input: StatementInput = {
    member,
    month,
    readings: readings.map((reading) => ({ ...reading, timestamp })),
    contracts: contract ? [{ monthFrom: month, contract }] : [],
    adjustments: adjustmentsOf(preview),
    credits: credits.map((credit, index) => ({ ...credit, creditId: `credit-preview-${index + 1}` })),
    carried: unpaidAmount > 0 ? [{ month: addMonths(month, -1), ...owed }] : [],
  };
  return calculateStatement(input, options);
}

/** The largest number of times that adjustments without a target may apply in all: each one applies to each project. */
const MAX_SPREAD = 100_000;

/** Checks the parts that the calculation would not check, or would name by other paths. */
function checkPreview(preview: PreviewInput, policy: Policy): void {
  const { month, unpaidAmount = 0, contract = {}, adjustments = [] } = preview;
  const inspection = new Inspection();
  inspection.month(month, '/month');
  inspection.money(unpaidAmount, '/unpaidAmount');
  checkContractTerms(inspection, contract, '/contract');
  for (const [index, { type, method, level, targetProjectId = 'any', value }] of adjustments.entries()) {
    const adjustment = { type: `${method}_${type}`, level, targetId: targetProjectId, value } as const;
    checkAdjustment(inspection, adjustment, `/adjustments/${index}`, policy.adjustments);
  }
  const untargeted = adjustments.filter(({ level, targetProjectId }) => level === 'PROJECT' && !targetProjectId);
  const spread = untargeted.length * projectsOf(preview).length;
  inspection.require(
    spread <= MAX_SPREAD,
    '/adjustments',
    `must not apply more than ${MAX_SPREAD} times: name projects`,
  );
  inspection.finish('The preview cannot be made:');
}

function projectsOf({ readings = [] }: PreviewInput): string[] {
  return [...new Set(readings.map(({ projectId }) => projectId))];
}

function adjustmentsOf(preview: PreviewInput): Adjustment[] {
  const { billingGroupId, adjustments = [] } = preview;
  const projects = projectsOf(preview);
  return adjustments.flatMap(({ type, method, targetProjectId, ...terms }, index) => {
    const adjustmentId = `adj-preview-${index + 1}`;
    const adjustment = { ...terms, adjustmentId, type: `${method}_${type}` } as const;
    if (terms.level === 'BILLING_GROUP') return [{ ...adjustment, targetId: billingGroupId }];
    return (targetProjectId === undefined ? projects : [targetProjectId]).map((targetId) => ({
      ...adjustment,
      targetId,
    }));
  });
}
