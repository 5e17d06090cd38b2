import { type Figure, memberOf, monthIn } from '@billing-testkit/engine';
import type { BillingCase } from '../cases/billing-case.ts';
import type { WrongCell } from './observation.ts';

/** Numbers of days that teams write. */
const DAYS = [100, 120, 150, 180, 270, 360, 365, 366, 540, 730, 1095, 1825, 3650];

/** Whole numbers up to this distance from the figure's own are all tried. */
const NEAR = 60;

/** The numbers and words in texts of the target's bill that differ and that the figure may have: the bill may print the very figure. */
export function printedValues({ result }: WrongCell, figure: Figure): string[] {
  const texts = result.evidence.differences.flatMap(({ actual }) => (typeof actual === 'string' ? [actual] : []));
  return possible(
    texts.flatMap((text) => [text, ...(text.match(/\d+(?:\.\d+)?/g) ?? [])]),
    figure,
  );
}

/**
 * The values of a figure that are tried one by one for a cell: all values of a figure that has few, the time zones in which the month is
 * that of the target's bill, and whole numbers near the figure's own or near those of the case.
 */
export function triedValues(cell: WrongCell, figure: Figure): string[] {
  const { domain, mutants, value } = figure;
  const nearest = mutants.map((mutant) => mutant.value);
  switch (domain.kind) {
    case 'option':
      return possible([...nearest, ...domain.options], figure);
    case 'timeZone':
      return possible([...nearest, ...fixedZones, ...Intl.supportedValuesOf('timeZone')], figure).filter((zone) =>
        isMonthIn(zone, cell),
      );
    case 'whole':
      return possible(wholeNumbers(Number(value), cell.outcomes.billingCase).map(String), figure);
    case 'decimal':
      return [];
  }
}

function possible(values: readonly string[], figure: Figure): string[] {
  return [...new Set(values)].filter((value) => value !== figure.value && figure.withValue(value) !== undefined);
}

/** Zones without daylight saving time, nearest to UTC first. */
const fixedZones = Array.from({ length: 14 }, (_, index) => [`Etc/GMT-${index + 1}`, `Etc/GMT+${index + 1}`]).flat();

/** Whether the month in a zone is the period that the target's bill prints, as far as it prints one. */
function isMonthIn(zone: string, { result, omits, outcomes }: WrongCell): boolean {
  const { totals = {} } = result.evidence.actual.bill ?? {};
  const { member, month } = outcomes.billingCase;
  const own = monthIn(month, memberOf(outcomes.policy, member).timeZone);
  const period = monthIn(month, zone);
  return (['start', 'end'] as const).every((end) => {
    const printed = totals[`period.${end}`];
    if (typeof printed !== 'string' || omits.includes(`period.${end}`)) return true;
    return Date.parse(printed) === Date.parse(period[end]) || Date.parse(printed) === Date.parse(own[end]);
  });
}

/** Values in rising order, so that those that fit are a range. */
function wholeNumbers(own: number, { adjustments = [] }: BillingCase): number[] {
  const priorities = adjustments.flatMap(({ priority }) => (priority === undefined ? [] : [priority]));
  const near = (middle: number, distance: number) =>
    Array.from({ length: 2 * distance + 1 }, (_, index) => middle - distance + index);
  const numbers = [...near(0, 31), ...near(own, NEAR), ...DAYS, ...priorities.flatMap((priority) => near(priority, 1))];
  return [...new Set(numbers)].toSorted((a, b) => a - b);
}
