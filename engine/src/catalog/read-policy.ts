import { choices } from '../choices/choices.ts';
import { creditTypes } from '../policy/credit-type.ts';
import {
  type AdjustmentPolicy,
  type CreditPolicy,
  type LateFeePolicy,
  type Member,
  type Policy,
  roundings,
  type UnitDimension,
} from '../policy/policy.ts';
import type { RuleChoices } from '../policy/rule-choices.ts';
import { standardPolicy } from '../policy/standard-policy.ts';
import type { Entry } from './entry.ts';
import type { Mistakes } from './mistakes.ts';
import { readPriceBook } from './read-price-book.ts';

const PARTS = ['members', 'units', 'prices', 'adjustments', 'credits', 'lateFees', 'rules'];

/** The policy of a catalog, with the standard policy's part for each one left out. */
export function readPolicy(catalog: Entry, mistakes: Mistakes): Policy {
  const parts = catalog.fields(`any of ${PARTS.join(', ')}`).only(PARTS);
  const part = <Part>(name: string, key: keyof Policy, read: (entry: Entry) => Part): Part | undefined => {
    const entry = parts.find(name);
    const standard = { name: `${name} (left out, so the standard ones)`, offset: catalog.place.offset };
    mistakes.locate(`/${key}`, entry?.place ?? standard);
    return entry && read(entry);
  };
  const rules = part('rules', 'rules', readRules);
  return {
    members: part('members', 'members', readMembers) ?? standardPolicy.members,
    unitDimensions: part('units', 'unitDimensions', readUnits) ?? standardPolicy.unitDimensions,
    priceBook: part('prices', 'priceBook', readPriceBook) ?? standardPolicy.priceBook,
    adjustments: part('adjustments', 'adjustments', readAdjustments) ?? standardPolicy.adjustments,
    credits: part('credits', 'credits', readCredits) ?? standardPolicy.credits,
    lateFees: part('lateFees', 'lateFees', readLateFees) ?? standardPolicy.lateFees,
    ...(rules && Object.keys(rules).length > 0 && { rules }),
  };
}

/** The alternatives that are not the standard ones. */
function readRules(entry: Entry): RuleChoices {
  const fields = entry.fields('alternatives by rule').only(choices.map(({ name }) => name));
  return Object.fromEntries(
    choices.flatMap(({ name, alternatives: [standard, ...others] }) => {
      const names = [standard.name, ...others.map((other) => other.name)] as const;
      const chosen = fields.find(name)?.choice(names, `/rules/${name}`);
      return chosen === undefined || chosen === standard.name ? [] : [[name, chosen]];
    }),
  );
}

function readMembers(entry: Entry): Member[] {
  return entry.fields('members by name').entries().map(readMember);
}

function readMember([member, entry]: readonly [string, Entry], index: number): Member {
  const path = `/members/${index}`;
  const names = ['currency', 'tax', 'timeZone'];
  const fields = entry.fields(names.join(', ')).only(names);
  const taxNames = ['name', 'rate', 'rounding'];
  const tax = fields.get('tax').fields(taxNames.join(', ')).only(taxNames);
  return {
    member,
    currency: fields.get('currency').text(`${path}/currency`),
    taxName: tax.get('name').text(`${path}/taxName`),
    taxRate: tax.get('rate').text(`${path}/taxRate`),
    taxRounding: tax.get('rounding').choice(roundings, `${path}/taxRounding`),
    timeZone: fields.get('timeZone').text(`${path}/timeZone`),
  };
}

function readUnits(entry: Entry): UnitDimension[] {
  return entry.items('dimensions, each a map of units').map((dimension, index) =>
    dimension
      .fields('units and how many of the smallest each is')
      .entries()
      .map(([unit, size], position) => {
        const path = `/unitDimensions/${index}/${position}`;
        size.locate(`${path}/unit`);
        return { unit, size: size.text(`${path}/size`) };
      }),
  );
}

function readAdjustments(entry: Entry): AdjustmentPolicy {
  const names = ['defaultPriority', 'maxRateDiscount', 'maxRateSurcharge', 'maxFixedAmount'];
  const fields = entry.fields(names.join(', ')).only(names);
  return {
    defaultPriority: fields.get('defaultPriority').wholeNumber('/adjustments/defaultPriority'),
    maxRateDiscount: fields.get('maxRateDiscount').text('/adjustments/maxRateDiscount'),
    maxRateSurcharge: fields.get('maxRateSurcharge').text('/adjustments/maxRateSurcharge'),
    maxFixedAmount: fields.get('maxFixedAmount').wholeNumber('/adjustments/maxFixedAmount'),
  };
}

function readCredits(entry: Entry): CreditPolicy {
  const names = ['expiringSoonDays', 'ranks'];
  const fields = entry.fields(names.join(', ')).only(names);
  const expiringSoonDays = fields.get('expiringSoonDays').wholeNumber('/credits/expiringSoonDays');
  const ranks = fields.get('ranks');
  ranks.locate('/credits/ranks');
  const types = ranks.items('credit types, or of lists of equal ones').map((rank, index) => {
    const equals = rank.isScalar ? [rank] : rank.items('credit types');
    return equals.map((type, position) => type.choice(creditTypes, `/credits/ranks/${index}/${position}`));
  });
  return { expiringSoonDays, ranks: types };
}

function readLateFees(entry: Entry): LateFeePolicy {
  const names = ['dueDay', 'graceDays', 'rate'];
  const fields = entry.fields(names.join(', ')).only(names);
  return {
    dueDay: fields.get('dueDay').wholeNumber('/lateFees/dueDay'),
    graceDays: fields.get('graceDays').wholeNumber('/lateFees/graceDays'),
    rate: fields.get('rate').text('/lateFees/rate'),
  };
}
