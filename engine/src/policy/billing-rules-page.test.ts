import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { choices, type Pricing, paymentTransitions, standardPolicy } from '../index.ts';

const page = readFileSync(new URL('../../../docs/billing-rules.md', import.meta.url), 'utf8');

/** The rows of the page's table with that head. */
function table(...head: string[]): string[][] {
  const lines = page.split('\n').map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const start = lines.findIndex((cells) => cells.join('|') === head.join('|'));
  const end = lines.findIndex((cells, index) => index > start && cells.length === 0);
  return lines.slice(start + 2, end);
}

const code = (name: string) => `\`${name}\``;

test('the page has the members of the standard policy', () => {
  const members = standardPolicy.members.map(({ member, currency, taxName, taxRate, taxRounding, timeZone }) => [
    code(member),
    currency,
    taxName,
    `${taxRate} %`,
    code(taxRounding),
    timeZone,
  ]);
  expect(table('member', 'currency', 'tax', 'rate', 'tax is rounded', 'time zone')).toEqual(members);
});

test('the page has the price book of the standard policy', () => {
  const rows = standardPolicy.priceBook.flatMap(({ counter, prices }) => {
    const columns = prices.map(({ pricing }) => columnOf(pricing));
    const [{ names = [''], unit = 'none' } = {}] = columns;
    return names.map((name, n) => [
      n === 0 ? code(counter) + name : name,
      n === 0 ? unit : '',
      ...columns.map(({ prices: column }) => String(column[n])),
    ]);
  });
  expect(table('counter', 'unit', 'KRW', 'JPY', 'USD', 'EUR')).toEqual(rows);
  expect(standardPolicy.priceBook.map(({ prices }) => prices.map(({ currency }) => currency).join())).toEqual(
    standardPolicy.priceBook.map(() => 'KRW,JPY,USD,EUR'),
  );
});

/** The rows that the page has for a pricing, one for each price. */
function columnOf(pricing: Pricing) {
  const unit = pricing.unit && code(pricing.unit);
  switch (pricing.model) {
    case 'FLAT':
      return { unit, names: [''], prices: [pricing.unitPrice] };
    case 'PACKAGE':
      return { unit, names: [`, per package of ${pricing.packageSize}`], prices: [pricing.packagePrice] };
    default: {
      const names = pricing.tiers.map(({ upTo }) => (upTo === null ? '– above' : `– to ${upTo}`));
      const [first = '', ...others] = names;
      const model = pricing.model.toLowerCase();
      return {
        unit,
        names: [first.replace('– ', `, ${model}: `), ...others],
        prices: pricing.tiers.map(({ unitPrice }) => unitPrice),
      };
    }
  }
}

test('the page has the order of credits of the standard policy', () => {
  const ranks = standardPolicy.credits.ranks.map(
    (types) => types.map(code).join(', ') + (types.length > 1 ? ' (equal)' : ''),
  );
  const order = table('key', 'order').find(([key]) => key === '2. type');
  expect(order?.[1]).toBe(ranks.join(', then '));
});

test('the page defines every alternative of every choice, in the section that it belongs to', () => {
  let [section, choice] = [0, ''];
  const defined = page.split('\n').flatMap((line) => {
    const [, heading] = line.match(/^### .+ \(§(\d+)\)$/) ?? [];
    section = heading === undefined ? section : Number(heading);
    const [, named, alternative, definition, defect] =
      line.match(/^\| (?:`(\w+)` )?\| `([A-Z_]+)` \| (.+\.) \| `([a-z0-9-]+)` \|$/) ?? [];
    choice = named ?? choice;
    return definition === undefined ? [] : [[section, choice, alternative, defect]];
  });
  expect(defined).toEqual(
    choices.flatMap(({ name, section: of, alternatives }) =>
      alternatives.map((alternative) => [of, name, alternative.name, alternative.defect]),
    ),
  );
});

test('the page has the payment states of the account machine', () => {
  const states = table('from', 'may become').map(([from = '', to = '']) => [
    from.match(/\w+/g)?.filter((word) => word === word.toUpperCase()),
    to.match(/[A-Z_]+/g) ?? [],
  ]);
  const transitions = Object.entries(paymentTransitions);
  const some = transitions.filter(([, to]) => to.length > 0).map(([from, to]) => [[from], [...to]]);
  const none = transitions.filter(([, to]) => to.length === 0).map(([from]) => from);
  expect(states).toEqual([...some, [none, []]]);
});
