import { BillingError } from '../errors/billing-error.ts';
import type { ReceivedReading } from '../model/received-reading.ts';
import type { CounterType, Reading } from '../model/statement-input.ts';
import type { Policy } from '../policy/policy.ts';
import type { Pricing } from '../policy/pricing.ts';
import { readingsByResource } from '../rules/resources.ts';
import type { Measurement, ProjectUsage, Rules } from '../rules/rules.ts';
import { type Exact, ONE } from '../values/exact.ts';
import { compareMoments, momentOf } from '../values/timestamp.ts';
import type { Calculation } from './calculation.ts';
import { type FactorOf, MeasuredReading } from './measured-reading.ts';
import { exactText } from './trace.ts';

/** The usage of a counter in the month by the billing group. */
export interface AggregatedCounter {
  readonly counterName: string;
  readonly pricing: Pricing;
  /** The usage of each project, in the order of project ids. */
  readonly projects: readonly AggregatedUsage[];
}

interface AggregatedUsage extends ProjectUsage {
  readonly projectId: string;
  readonly counterType: CounterType;
  readonly unit: string;
}

/** §2: the usage of each counter, by counter name and project id. */
export function aggregate(readings: readonly ReceivedReading[], calculation: Calculation): AggregatedCounter[] {
  const { contract, member, policy, rules } = calculation;
  const counters = [...groupReadings(readings, calculation).values()].sort(byCounterName);
  return counters.map(({ counterName, projects }) => {
    const pricing = rules.pricing(counterName, contract, member, policy);
    const factorOf = converting(pricing, calculation);
    const groups = [...projects.values()].sort(byProjectId);
    return { counterName, pricing, projects: groups.map((group) => usageOf(group, pricing, factorOf, calculation)) };
  });
}

/** The readings of a counter by project id. */
interface CounterReadings {
  readonly counterName: string;
  readonly projects: Map<string, ReadingGroup>;
}

/** A project's readings of a counter: those of the month and, of a running meter, those before it, from which it starts. */
interface ReadingGroup {
  readonly first: Reading;
  readonly inMonth: ReceivedReading[];
  readonly earlier: ReceivedReading[];
}

function groupReadings(readings: readonly ReceivedReading[], { period }: Calculation) {
  const [start, end] = [momentOf(period.start), momentOf(period.end)];
  const counters = new Map<string, CounterReadings>();
  const earlier: ReceivedReading[] = [];
  for (const received of readings) {
    if (compareMoments(received, end) >= 0) continue;
    if (compareMoments(received, start) >= 0) groupOf(counters, received.reading).inMonth.push(received);
    else if (received.reading.counterType === 'CUMULATIVE') earlier.push(received);
  }
  for (const received of earlier) {
    const { counterName, projectId } = received.reading;
    counters.get(counterName)?.projects.get(projectId)?.earlier.push(received);
  }
  return counters;
}

function groupOf(counters: Map<string, CounterReadings>, reading: Reading): ReadingGroup {
  const { projects } = counterOf(counters, reading);
  const known = projects.get(reading.projectId);
  if (known) return known;
  const group = { first: reading, inMonth: [], earlier: [] };
  projects.set(reading.projectId, group);
  return group;
}

function counterOf(counters: Map<string, CounterReadings>, { counterName }: Reading): CounterReadings {
  const known = counters.get(counterName);
  if (known) return known;
  const counter = { counterName, projects: new Map<string, ReadingGroup>() };
  counters.set(counterName, counter);
  return counter;
}

/** Converts readings to the price's unit. The factor of each unit is found once. */
function converting(pricing: Pricing, calculation: Calculation): FactorOf {
  const factors = new Map<string, Exact>();
  return (received) => {
    const { unit } = received.reading;
    const known = factors.get(unit);
    if (known) return known;
    const factor = priceUnitFactor(received.reading, pricing, calculation, () => calculation.pathOf?.(received));
    factors.set(unit, factor);
    return factor;
  };
}

function usageOf(group: ReadingGroup, pricing: Pricing, factorOf: FactorOf, calculation: Calculation): AggregatedUsage {
  const { rules } = calculation;
  const { projectId, counterName, counterType, unit } = group.first;
  // Every reading in the month has to convert; of those before it only the one that a meter starts from.
  for (const received of group.inMonth) factorOf(received);
  const measured = (received: ReceivedReading) => new MeasuredReading(received, factorOf);
  const measurements = () => group.inMonth.map(measured);
  const earlier = () => group.earlier.map(measured);
  const add = quantityOf[counterType];
  const quantity = add(rules, measurements(), earlier);
  calculation.trace?.({
    step: 'aggregate',
    section: 2,
    figure: 'quantity',
    of: { projectId, counterName },
    exact: exactText(quantity),
    value: exactText(quantity),
  });
  const quantitiesByResource = () => {
    const before = readingsByResource(earlier());
    const inMonth = readingsByResource(measurements());
    return Array.from(inMonth, ([resource, ofOne]) => add(rules, ofOne, () => before.get(resource) ?? []));
  };
  return { projectId, counterType, unit: pricing.unit ?? unit, quantity, measurements, quantitiesByResource };
}

type Aggregation = (rules: Rules, readings: readonly Measurement[], earlier: () => Measurement[]) => Exact;

const quantityOf: Record<CounterType, Aggregation> = {
  DELTA: (rules, readings) => rules.delta(readings),
  GAUGE: (rules, readings) => rules.gauge(readings),
  CUMULATIVE: (rules, readings, earlier) => rules.cumulative(readings, earlier()),
};

/**
 * The number of the price's units in one of the reading's units (§2); 1 for a price without a unit, which takes the number
 * as it is. Throws `UNIT_MISMATCH` when the one does not convert into the other.
 */
export function priceUnitFactor(
  { counterName, unit }: Pick<Reading, 'counterName' | 'unit'>,
  pricing: Pricing,
  { policy, rules }: { readonly policy: Policy; readonly rules: Rules },
  pathOf: () => string | undefined,
): Exact {
  if (pricing.unit === undefined) return ONE;
  const factor = rules.unitFactor(unit, pricing.unit, policy.unitDimensions);
  if (factor) return factor;
  const path = pathOf();
  const message = `must convert to ${pricing.unit}, in which ${counterName} is priced`;
  throw new BillingError(
    'UNIT_MISMATCH',
    `${counterName} is priced per ${pricing.unit}, and ${unit} does not convert to it: send a unit that does.`,
    path === undefined ? [] : [{ path: `${path}/unit`, message }],
  );
}

function byCounterName(a: CounterReadings, b: CounterReadings): number {
  return a.counterName < b.counterName ? -1 : 1;
}

function byProjectId(a: ReadingGroup, b: ReadingGroup): number {
  return a.first.projectId < b.first.projectId ? -1 : 1;
}
