import { halfUp, sum } from './arithmetic.ts';
import type { Contract } from './contracts.ts';
import type { Currency } from './member.ts';
import { type CounterName, counters, type Reading } from './readings.ts';

export interface Line {
  readonly projectId: string;
  readonly counterName: string;
  readonly quantity: string;
  readonly amount: number;
  readonly discount: number;
  readonly netAmount: number;
}

/** The line items of a month's readings: one per project and counter, each counter priced once for all (§2, §3, §4). */
export function linesOf(readings: readonly Reading[], currency: Currency, contract: Contract | undefined): Line[] {
  const names: CounterName[] = ['compute.c2.c8m8', 'test.calls'];
  const lines = names.flatMap((counterName) => {
    const quantities = quantitiesOf(readings.filter((reading) => reading.counterName === counterName));
    const price = contract?.prices[counterName] ?? counters[counterName].price[currency];
    const amount = halfUp(sum([...quantities.values()]) * price, 10);
    const shares = shareOut(amount, quantities);
    return [...quantities].map(([projectId, quantity]) => {
      const share = shares.get(projectId) ?? 0;
      const discount = halfUp(share * (contract?.discountTenths ?? 0), 1000);
      const amounts = { amount: share, discount, netAmount: share - discount };
      return { projectId, counterName, quantity: String(quantity), ...amounts };
    });
  });
  return lines.sort((a, b) => (a.projectId < b.projectId ? -1 : Number(a.projectId > b.projectId)));
}

function quantitiesOf(readings: readonly Reading[]): Map<string, number> {
  const quantities = new Map<string, number>();
  for (const { projectId, volume } of readings) quantities.set(projectId, (quantities.get(projectId) ?? 0) + volume);
  return new Map([...quantities].sort());
}

/** Shares by largest remainder; among equal ones the smaller project id is first (§3). */
function shareOut(amount: number, quantities: ReadonlyMap<string, number>): Map<string, number> {
  const total = sum([...quantities.values()]);
  if (total === 0) return new Map();
  const shares = [...quantities].map(([projectId, quantity]) => {
    const exact = amount * quantity;
    return { projectId, floor: Math.floor(exact / total), lost: exact % total };
  });
  const left = amount - sum(shares.map(({ floor }) => floor));
  const byLoss = shares.toSorted((a, b) => b.lost - a.lost || (a.projectId < b.projectId ? -1 : 1));
  return new Map(byLoss.map(({ projectId, floor }, rank) => [projectId, floor + (rank < left ? 1 : 0)]));
}
