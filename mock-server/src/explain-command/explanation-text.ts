import type { Schema } from '@billing-testkit/contracts';
import type { Explanation } from './fetch-explanation.ts';
import { alignedAtPoint, isFraction, numberText, printable } from './number-columns.ts';

type Figure = Schema<'ExplainedFigure'>;

/** The titles of the sections of the billing rules that make figures. */
const sectionTitles: Readonly<Record<number, string>> = {
  2: 'Usage',
  3: 'Price book',
  4: 'Contract',
  5: 'Adjustments',
  6: 'Credits',
  7: 'Tax',
  8: 'Carried balance and late fee',
};

const EXACT = 'before rounding';
const VALUE = 'on the bill';
const GAP = '  ';

/** A figure in columns. */
interface Row {
  readonly section: number;
  readonly name: string;
  /** The thing that the figure belongs to, such as a line or a credit, when several have such a figure; else empty. */
  readonly of: string;
  /** The value before its rounding; empty when it is not rounded. */
  readonly exact: string;
  readonly value: string;
  /** The unit of a quantity. */
  readonly unit: string;
  /** The exact value as a fraction, when its digits never end. */
  readonly fraction: string;
}

interface Widths {
  readonly name: number;
  readonly of: number;
  readonly exact: number;
  readonly value: number;
}

/** An explanation as people read it: a heading, and the figures in sections. `emphasize` makes headings stand out on a terminal. */
export function explanationText(uuid: string, explanation: Explanation, emphasize = (text: string) => text): string {
  const rows = explanation.figures.map(rowOf);
  const aligned = withAlignedNumbers(rows);
  const widths = widthsOf(aligned);
  const sections = [...new Set(rows.map(({ section }) => section))];
  const tables = sections.map((section) => {
    const ofSection = aligned.filter((row) => row.section === section);
    return [emphasize(headingOf(section, ofSection, widths)), ...ofSection.map((row) => lineOf(row, widths))].join(
      '\n',
    );
  });
  const { month, totalAmount, currency } = explanation;
  const title = emphasize(printable(`${uuid} ${month}: ${totalAmount} ${currency}`));
  const remarks = remarksOn(explanation).map(printable);
  return `${[[title, ...remarks].join('\n'), ...tables].join('\n\n')}\n`;
}

function remarksOn({ bill, isCurrent, currency }: Explanation): string[] {
  const remarks: string[] = [];
  if (bill) {
    const { calculatedAt, totalAmount, paymentStatus, dueDate } = bill;
    const is = isCurrent ? 'This is the bill' : `The bill of ${totalAmount} ${currency} is older than this: it is that`;
    remarks.push(`${is} of ${calculatedAt}, ${paymentStatus}, due on ${dueDate}.`);
    if (!isCurrent) remarks.push('The account has changed since. Below is what a calculation gives now.');
  }
  const digits = digitsOf(currency);
  if (digits > 0) remarks.push(`Amounts are in minor units: ${10 ** digits} are 1 ${currency}.`);
  return remarks;
}

/** The digits of the currency's minor unit; 0 when the runtime does not know the currency. */
function digitsOf(currency: string): number {
  try {
    const { maximumFractionDigits = 0 } = new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
    }).resolvedOptions();
    return maximumFractionDigits;
  } catch {
    return 0;
  }
}

function rowOf({ section, figure, of = {}, unit = '', exact, value }: Figure): Row {
  return {
    section,
    name: printable(figure),
    of: Object.values(of).map(printable).join(' · '),
    exact: exact === value ? '' : numberText(exact),
    value: numberText(value),
    unit: printable(unit),
    fraction: isFraction(exact) ? printable(exact) : '',
  };
}

/** Points stand below each other: those of the numbers before rounding, and those of the values of a section. */
function withAlignedNumbers(rows: readonly Row[]): Row[] {
  const exacts = alignedAtPoint(rows.map(({ exact }) => exact));
  return [...sectionsOf(rows).values()].flatMap((ofSection) => {
    const values = alignedAtPoint(ofSection.map(({ row }) => row.value));
    return ofSection.map(({ row, index }, position) => ({
      ...row,
      exact: exacts[index] ?? row.exact,
      value: values[position] ?? row.value,
    }));
  });
}

/** The rows of each section, with their places in all rows. */
function sectionsOf(
  rows: readonly Row[],
): ReadonlyMap<number, readonly { readonly row: Row; readonly index: number }[]> {
  const sections = new Map<number, { row: Row; index: number }[]>();
  for (const [index, row] of rows.entries()) {
    const ofSection = sections.get(row.section);
    if (ofSection) ofSection.push({ row, index });
    else sections.set(row.section, [{ row, index }]);
  }
  return sections;
}

function widthsOf(rows: readonly Row[]): Widths {
  const widest = (texts: readonly string[]) => texts.reduce((width, text) => Math.max(width, text.length), 0);
  const exact = widest([EXACT, ...rows.map((row) => row.exact)]);
  const rounded = rows.filter((row) => row.exact !== '').map((row) => row.value);
  const alone = rows.filter((row) => row.exact === '').map((row) => row.value);
  // A value that is not rounded may be longer: nothing stands before it.
  const value = Math.max(widest([VALUE, ...rounded]), widest(alone) - exact - GAP.length);
  return { name: widest(rows.map(({ name }) => name)), of: widest(rows.map(({ of }) => of)), exact, value };
}

/** The heading of a section, with those of the columns where something is rounded. */
function headingOf(section: number, rows: readonly Row[], { name, of, exact, value }: Widths): string {
  const title = `§${section} ${sectionTitles[section] ?? ''}`.trimEnd();
  if (rows.every((row) => row.exact === '')) return title;
  const before = GAP.length + name + GAP.length + of + GAP.length;
  return `${title.padEnd(before)}${EXACT.padStart(exact)}${GAP}${VALUE.padStart(value)}`;
}

function lineOf(row: Row, { name, of, exact, value }: Widths): string {
  const names = `${GAP}${row.name.padEnd(name)}${GAP}${row.of.padEnd(of)}${GAP}`;
  const numbers =
    row.exact === ''
      ? row.value.padStart(exact + GAP.length + value)
      : `${row.exact.padStart(exact)}${GAP}${row.value.padStart(value)}`;
  const behind = [row.unit, row.fraction && `(${row.fraction})`].filter((text) => text !== '').join(' ');
  return `${names}${numbers}${GAP}${behind}`.trimEnd();
}
