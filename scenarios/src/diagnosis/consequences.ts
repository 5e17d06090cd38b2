import type { Outcome } from '../cases/bill.ts';
import type { BillingCase, CaseReading } from '../cases/billing-case.ts';
import { figuresOf } from '../runs/compare-outcomes.ts';
import { sumsIn } from './broken-sums.ts';
import type { WrongCell } from './observation.ts';

/** A counter that is priced at 1, and its unit. */
const UNIT = 'UNITS';

/**
 * The figures of a wrong bill that follow by the rules from other figures which the target printed before them: totals that are the sum of
 * their parts, and figures after the amounts of the lines or after the charge, when the engine bills the very amounts. So wrong figures
 * are told apart from those that only follow from them.
 */
export function consequencesIn(cell: WrongCell): ReadonlySet<string> {
  return new Set([...sumsOf(cell), ...laterFigures(cell)]);
}

/** The totals and net amounts that differ and are the sums of their parts all the same: one of the parts differs, too. */
function sumsOf({ outcomes, omits, result }: WrongCell): string[] {
  const { bill } = result.evidence.actual;
  if (!bill) return [];
  const { payments = [] } = outcomes.billingCase;
  const sums = sumsIn(bill, { omits, isUnpaid: payments.length === 0 }).filter(({ sum, says }) => sum === says);
  const nets = bill.lineItems.filter(
    ({ amount, discount, netAmount }) => Number(amount) - Number(discount) === netAmount,
  );
  const lines = new Set(nets.map(({ projectId, counterName }) => `lineItems/${projectId}/${counterName}/netAmount`));
  const wrong = result.evidence.differences.map(({ path }) => path);
  return wrong.filter((path) => lines.has(path) || sums.some(({ figure }) => figure === path));
}

function laterFigures({ outcomes, result }: WrongCell): string[] {
  const { actual } = result.evidence;
  const substitutes = [ofLines(outcomes.billingCase, actual), ofCharge(outcomes.billingCase, actual)];
  return substitutes.flatMap((substitute) => {
    const outcome = substitute && outcomes.billedInstead(substitute.billingCase);
    if (!outcome) return [];
    const made = figuresOf(outcome);
    return [...figuresOf(actual)].flatMap(([path, { value, stage }]) =>
      substitute.follows(path, stage) && made.get(path)?.value === value ? [path] : [],
    );
  });
}

/** A case that has some of the target's figures in it, and the figures that follow from them. */
interface Substitute {
  readonly billingCase: BillingCase;
  readonly follows: (path: string, stage: string) => boolean;
}

/** The case with the amounts of the target's lines in place of its usage. */
function ofLines(billingCase: BillingCase, { bill }: Outcome): Substitute | undefined {
  const { month, contracts = [] } = billingCase;
  const lines = bill?.lineItems ?? [];
  const readings = lines.flatMap((line) => readingOf(month, line) ?? []);
  if (lines.length === 0 || readings.length < lines.length) return undefined;
  const pricing = { model: 'FLAT', unitPrice: '1' } as const;
  const counters = new Set(readings.map(({ counterName }) => counterName));
  const prices = [...counters].map((counterName) => ({ counterName, pricing }));
  const priced = contracts.map((contract) => ({ ...contract, prices }));
  // Usage is priced by the contract in force. Where none may be, one without other terms is.
  const plain = { name: 'amounts', monthFrom: '1970-01', prices };
  return {
    billingCase: { ...withUsage(billingCase, readings), contracts: [plain, ...priced] },
    follows: (path, stage) =>
      !['life', 'aggregate'].includes(stage) && !/^lineItems\/.*\/(?:amount|pricing)$/.test(path),
  };
}

/** The case with the target's charge in place of usage, contract, adjustments and credits. */
function ofCharge(billingCase: BillingCase, { bill }: Outcome): Substitute | undefined {
  const { month } = billingCase;
  const reading = readingOf(month, { projectId: 'charge', counterName: 'charge', amount: bill?.totals.charge ?? null });
  if (!reading) return undefined;
  const prices = [{ counterName: 'charge', pricing: { model: 'FLAT', unitPrice: '1' } as const }];
  const { adjustments: _, credits: __, ...rest } = withUsage(billingCase, [reading]);
  return {
    billingCase: { ...rest, contracts: [{ name: 'amounts', monthFrom: month, monthTo: month, prices }] },
    follows: (_path, stage) => ['tax', 'carry', 'payment'].includes(stage),
  };
}

/** The usage comes once. A month that is calculated again is calculated from the same. */
function withUsage({ usage: _, lateUsage, ...billingCase }: BillingCase, usage: readonly CaseReading[]): BillingCase {
  return { ...billingCase, usage, ...(lateUsage && { lateUsage: [] }) };
}

function readingOf(month: string, line: Readonly<Record<string, unknown>>): CaseReading | undefined {
  const { projectId, counterName, amount } = line;
  if (typeof projectId !== 'string' || typeof counterName !== 'string') return undefined;
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount) || amount < 0) return undefined;
  return { projectId, counterName, unit: UNIT, volume: String(amount), timestamp: `${month}-15T12:00:00Z` };
}
