import type { Customer, Extra, Plan, Voucher } from './customer.ts';
import { centsFor, unitOf } from './prices.ts';
import { divideRounded, groupBy, ONE, quantityOf, sizeOf, toExact, toText, type UsageEvent } from './quantities.ts';

const GST_PERCENT = 9;
const LATE_FEE_PERCENT = 6;

/** Bills a month: usage, plan, extras, GST on each line, vouchers, and what earlier invoices left unpaid. */
export function makeInvoice({ events, plans, extras, vouchers, invoices }: Customer, month: string) {
  const inForce = ({ from, to = month }: Plan | Extra) => from <= month && month <= to;
  const plan = plans.filter(inForce).reduce((last, one) => (one.from < last.from ? last : one), { from: '' });
  const used = events.filter(({ at }) => monthOf(at) === month);
  const lines = linesOf(used, plan);
  const { monthlyFee = 0, minimum = 0 } = plan;
  const usage = total(lines.map(({ cents }) => cents));
  const discounted = total(lines.map(({ cents, off }) => cents - off));
  const topUp = Math.max(0, minimum - discounted - monthlyFee);
  const applied = applyExtras(extras.filter(inForce), lines, monthlyFee + topUp);
  const net = discounted + monthlyFee + topUp + total(applied.map(({ cents }) => cents));
  const paid = useVouchers(vouchers, month, net);
  const charge = net - total(paid.map(({ cents }) => cents));
  const taxed = [
    ...lines.map(({ cents, off }) => cents - off),
    monthlyFee,
    topUp,
    ...applied.map(({ cents }) => cents),
  ];
  const gst = net === 0 ? 0 : Math.max(0, total(taxed.map(gstOn)));
  const unpaid = total(invoices.map((earlier) => earlier.charge + earlier.gst + earlier.lateFee));
  const lateFee = percentOf(total(invoices.map((earlier) => earlier.charge + earlier.gst)), String(LATE_FEE_PERCENT));
  const sums = { usage, monthlyFee, topUp, charge, gst, unpaid, lateFee, total: charge + gst + unpaid + lateFee };
  const head = { month, due: dueDateOf(month), currency: 'SGD', gstPercent: GST_PERCENT };
  return { ...head, lines, extras: applied, vouchers: paid, ...sums };
}

/** The month in Singapore, which has no daylight saving time. */
function monthOf(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 'YYYY-MM'.length);
}

/** The 14th of the next month. */
function dueDateOf(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, number ?? 0, 14)).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

interface Line {
  readonly project: string;
  readonly metric: string;
  readonly unit: string;
  readonly quantity: string;
  readonly cents: number;
  /** The discount of the plan in cents. */
  readonly off: number;
}

/** The lines by project and metric. Each project is priced and rounded by itself. */
function linesOf(events: readonly UsageEvent[], { percentOff = '0' }: Plan): Line[] {
  const groups = groupBy(events, ({ project, metric }) => `${project}\n${metric}`);
  return sortedByKey(groups).flatMap((of) => {
    const [first] = of;
    if (!first) return [];
    const { project, metric, unit } = first;
    const billedIn = unitOf(metric);
    const quantity = quantityOf(of);
    const cents = centsFor(metric, quantity);
    const text = toText(quantity, sizeOf(billedIn ?? ''));
    return [{ project, metric, unit: billedIn ?? unit, quantity: text, cents, off: percentOf(cents, percentOff) }];
  });
}

/** The extras of the projects come first, each on what its project costs. Those of the invoice are on all that is left. */
function applyExtras(extras: readonly Extra[], lines: readonly Line[], fees: number) {
  const projects = groupBy([...lines, ...extras], ({ project = '' }) => project);
  projects.delete('');
  const ofProjects = sortedByKey(projects).flatMap((of) => {
    const cost = total(of.map((one) => ('off' in one ? one.cents - one.off : 0)));
    return extrasOn(
      cost,
      of.filter((one) => 'sign' in one),
    );
  });
  const left = total([...lines.map(({ cents, off }) => cents - off), fees, ...ofProjects.map(({ cents }) => cents)]);
  return [
    ...ofProjects,
    ...extrasOn(
      left,
      extras.filter(({ project }) => project === undefined),
    ),
  ];
}

/** Extras in the order in which they were added, all on the same base. A discount takes no more than what is left. */
function extrasOn(base: number, extras: readonly Extra[]) {
  let left = base;
  return extras.map((extra) => {
    const amount = extra.cents ?? percentOf(base, extra.percent ?? '0');
    const cents = extra.sign === 1 ? amount : 0 - Math.min(amount, left);
    left += cents;
    return { ...extra, base, cents };
  });
}

/** Uses the vouchers that are valid on some day of the month. */
function useVouchers(vouchers: readonly Voucher[], month: string, net: number) {
  const [firstDay, lastDay] = [`${month}-01`, `${month}-31`];
  let left = net;
  return vouchers
    .filter(({ from = firstDay, until = lastDay }) => from <= lastDay && until >= firstDay)
    .toSorted((a, b) => Date.parse(a.until ?? '9999-12-31') - Date.parse(b.until ?? '9999-12-31'))
    .flatMap((voucher) => {
      const cents = Math.min(voucher.cents, left);
      if (cents === 0) return [];
      voucher.cents -= cents;
      left -= cents;
      return [{ code: voucher.code, cents, rest: voucher.cents }];
    });
}

/** GST on one amount, rounded half up. On a discount it is negative. */
function gstOn(cents: number): number {
  return Math.sign(cents) * percentOf(Math.abs(cents), String(GST_PERCENT));
}

function percentOf(cents: number, percent: string): number {
  return Number(divideRounded(BigInt(cents) * toExact(percent), 100n * ONE));
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((all, amount) => all + amount, 0);
}

function sortedByKey<Thing>(things: ReadonlyMap<string, Thing>): Thing[] {
  return [...things].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, thing]) => thing);
}
