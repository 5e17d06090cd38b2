import { readFileSync } from 'node:fs';
import type { AdjustmentLevel, StatementInput } from '../src/index.ts';

/** A bill computed by an implementation of the rules that shares no code with this one, in exact fractions. */
interface GoldenCase {
  input: {
    member: string;
    month: string;
    readings: GoldenReading[];
    contract: GoldenContract | null;
    adjustments: GoldenAdjustment[];
    credits: GoldenCredit[];
    carried: NonNullable<StatementInput['carried']>;
  };
  expected: Record<string, unknown>;
}

type Reading = NonNullable<StatementInput['readings']>[number];
type GoldenReading = { project: string; counter: string; type: Reading['counterType']; unit: string } & {
  volume: string;
  timestamp: string;
  resource: string;
};
type Terms = NonNullable<StatementInput['contracts']>[number]['contract'];
type Pricing = NonNullable<Terms['prices']>[number]['pricing'];
type GoldenContract = Omit<Terms, 'prices'> & { prices: Record<string, Pricing> };
type Adjustment = NonNullable<StatementInput['adjustments']>[number];
type GoldenAdjustment = Pick<Adjustment, 'type' | 'value' | 'priority'> & {
  id: string;
  scope: AdjustmentLevel;
  target: string;
};
type Credit = NonNullable<StatementInput['credits']>[number];
type GoldenCredit = { id: string; type: Credit['type']; balance: number; validFrom: string; expires: string };

const cases: GoldenCase[] = JSON.parse(readFileSync(new URL('../golden/statements.json', import.meta.url), 'utf8'));

/** The golden bills: the input of each, and the statement that it has to be. */
export const goldenBills = cases.map(({ input, expected }) => ({ input: toStatementInput(input), expected }));

function toStatementInput({
  member,
  month,
  readings,
  contract,
  adjustments,
  credits,
  carried,
}: GoldenCase['input']): StatementInput {
  return {
    member,
    month,
    readings: readings.map(({ project, counter, type, unit, volume, timestamp, resource }) => ({
      projectId: project,
      counterName: counter,
      counterType: type,
      unit,
      volume,
      timestamp,
      resourceId: resource,
    })),
    contracts: contract ? [{ monthFrom: month, contract: toTerms(contract) }] : [],
    adjustments: adjustments.map(({ id, scope, target, ...adjustment }) => ({
      ...adjustment,
      adjustmentId: id,
      level: scope,
      targetId: target,
    })),
    credits: credits.map(({ id, expires, ...credit }) => ({ ...credit, creditId: id, expiresOn: expires })),
    carried,
  };
}

function toTerms({ prices, ...terms }: GoldenContract): Terms {
  return { ...terms, prices: Object.entries(prices).map(([counterName, pricing]) => ({ counterName, pricing })) };
}
