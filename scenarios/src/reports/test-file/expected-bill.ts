import { type Decimal, decimalText, type Pricing, type Tier } from '@billing-testkit/engine';
import type { Bill, BillRow } from '../../cases/bill.ts';
import { Code, quoted } from './literal.ts';

/** A function that a written test has when its expectations name it. */
interface Matcher {
  readonly name: string;
  readonly comment: string;
  readonly body: (types: Types) => readonly string[];
}

interface Types {
  readonly string: string;
  readonly unknown: string;
}

const matchers: readonly Matcher[] = [
  {
    name: 'decimal',
    comment: '/** A decimal, with or without zeros at its end. */',
    body: ({ string, unknown }) => [
      `function decimal(value${string}) {`,
      `  const plain = (written${unknown}) => String(written).replace(/(\\.\\d*?)0+$/, '$1').replace(/\\.$/, '');`,
      `  return expect.toSatisfy((written${unknown}) => plain(written) === value, value);`,
      '}',
    ],
  },
  {
    name: 'instant',
    comment: '/** An instant, whatever offset it is written with. */',
    body: ({ string, unknown }) => [
      `function instant(value${string}) {`,
      `  return expect.toSatisfy((written${unknown}) => Date.parse(String(written)) === Date.parse(value), value);`,
      '}',
    ],
  },
];

/** The functions that tests name, in TypeScript or without types. */
export function matchersIn(tests: string, isTyped: boolean): string[] {
  const types = isTyped ? { string: ': string', unknown: ': unknown' } : { string: '', unknown: '' };
  return matchers
    .filter(({ name }) => tests.includes(`${name}('`))
    .map(({ comment, body }) => [comment, ...body(types)].join('\n'));
}

/** Figures that systems may write in several ways, by the helper of the test that compares them. */
const helpers: Readonly<Record<string, Helper>> = {
  quantity: 'decimal',
  value: 'decimal',
  taxRate: 'decimal',
  'period.start': 'instant',
  'period.end': 'instant',
};

type Helper = 'decimal' | 'instant';

/**
 * A bill as a statement of the API has to match it, figure by figure. Pricings are expected only when they are given, one for every
 * line item: mostly the amounts that come of them tell enough.
 */
export function expectedStatement(bill: Bill, pricings: readonly Pricing[] = []): object {
  const { totals, lineItems, appliedAdjustments, appliedCredits } = bill;
  const { 'period.start': start, 'period.end': end, 'period.timeZone': timeZone, ...others } = expectedRow(totals);
  const { member, month, currency, ...figures } = others;
  return {
    ...{ member, month, currency },
    period: { start, end, timeZone },
    lineItems: lineItems.map((row, index) => ({ ...expectedRow(row), pricing: expectedPricing(pricings[index]) })),
    appliedAdjustments: appliedAdjustments.map(expectedRow),
    appliedCredits: appliedCredits.map(expectedRow),
    ...figures,
  };
}

function expectedRow({ pricing, ...row }: BillRow): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([figure, value]) => {
      const helper = helpers[figure];
      return [figure, helper === undefined ? value : helped(helper, String(value))];
    }),
  );
}

function expectedPricing(pricing: Pricing | undefined): unknown {
  if (!pricing) return undefined;
  switch (pricing.model) {
    case 'FLAT':
      return { ...pricing, unitPrice: decimal(pricing.unitPrice) };
    case 'PACKAGE':
      return { ...pricing, packageSize: decimal(pricing.packageSize), packagePrice: decimal(pricing.packagePrice) };
    case 'GRADUATED':
    case 'VOLUME':
      return { ...pricing, tiers: pricing.tiers.map(expectedTier) };
  }
}

function expectedTier({ upTo, unitPrice }: Tier) {
  return { upTo: upTo === null ? null : decimal(upTo), unitPrice: decimal(unitPrice) };
}

function decimal(value: Decimal): Code {
  return helped('decimal', decimalText(value) ?? String(value));
}

function helped(helper: Helper, value: string): Code {
  return new Code(`${helper}(${quoted(helper === 'instant' ? value.replace(/\.0+Z$/, 'Z') : value)})`);
}
