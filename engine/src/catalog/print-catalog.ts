import { Document, type YAMLMap } from 'yaml';
import { type Choice, choices } from '../choices/choices.ts';
import type { AdjustmentPolicy, CreditPolicy, LateFeePolicy, Member, Policy, UnitDimension } from '../policy/policy.ts';
import type { RuleChoices } from '../policy/rule-choices.ts';
import { fieldComments, introduction, partComments } from './comments.ts';
import { digits, priceRow } from './print-price-row.ts';
import {
  annotate,
  type CommentedField,
  commentLines,
  explained,
  inLine,
  listOf,
  mapOf,
  type Printed,
  type PrintedField,
  partsOf,
} from './yaml-nodes.ts';

const NO_FOLDING = 0;

/** Notes that the comments of a printed catalog have beside its explanations. */
export interface CatalogNotes {
  /** Lines before the whole. */
  readonly heading?: string;
  /** Lines above fields, by the names of these, like `members.kr`, `units`, `lateFees.rate` or `rules.taxOn`. */
  readonly fields?: ReadonlyMap<string, string>;
}

/**
 * The text of a catalog for `policy`, with comments that explain it, and notes. When the text is loaded, it gives the same policy. A note on
 * a field that there is not is left out.
 */
export function printCatalog(policy: Policy, { heading, fields = new Map() }: CatalogNotes = {}): string {
  const { members, unitDimensions, priceBook, adjustments, credits, lateFees } = policy;
  const document = new Document<YAMLMap>(undefined, { schema: 'failsafe' });
  document.commentBefore = commentLines(heading === undefined ? introduction : `${heading}\n\n${introduction}`);
  const contents = partsOf([
    ['members', mapOf(members.map(memberField)), partComments.members],
    ['units', listOf(unitDimensions.map(dimension)), partComments.units],
    ['prices', mapOf(priceBook.map((row) => [row.counter, priceRow(row)])), partComments.prices],
    ['adjustments', mapOf(adjustmentFields(adjustments)), partComments.adjustments],
    ['credits', mapOf(creditFields(credits)), partComments.credits],
    ['lateFees', mapOf(lateFeeFields(lateFees)), partComments.lateFees],
    ['rules', partsOf(choices.map((choice) => ruleField(choice, policy.rules))), partComments.rules],
  ]);
  for (const [name, note] of fields) annotate(contents, name, note);
  document.contents = contents;
  return document.toString({ lineWidth: NO_FOLDING });
}

function memberField({ member, currency, taxName, taxRate, taxRounding, timeZone }: Member): PrintedField {
  const tax = mapOf([
    ['name', taxName],
    ['rate', digits(taxRate)],
    ['rounding', taxRounding],
  ]);
  return [
    member,
    inLine(
      mapOf([
        ['currency', currency],
        ['tax', inLine(tax)],
        ['timeZone', timeZone],
      ]),
    ),
  ];
}

function dimension(units: UnitDimension): YAMLMap {
  return inLine(mapOf(units.map(({ unit, size }) => [unit, digits(size)])));
}

function adjustmentFields({
  defaultPriority,
  maxRateDiscount,
  maxRateSurcharge,
  maxFixedAmount,
}: AdjustmentPolicy): PrintedField[] {
  return [
    ['defaultPriority', explained(defaultPriority, fieldComments.defaultPriority)],
    ['maxRateDiscount', explained(digits(maxRateDiscount), fieldComments.maxRateDiscount)],
    ['maxRateSurcharge', explained(digits(maxRateSurcharge), fieldComments.maxRateSurcharge)],
    ['maxFixedAmount', explained(maxFixedAmount, fieldComments.maxFixedAmount)],
  ];
}

function creditFields({ expiringSoonDays, ranks }: CreditPolicy): PrintedField[] {
  return [
    ['expiringSoonDays', explained(expiringSoonDays, fieldComments.expiringSoonDays)],
    ['ranks', listOf(ranks.map((types): Printed => (types.length === 1 ? String(types) : types)))],
  ];
}

/** A rule with its alternatives, the standard one first. */
function ruleField({ name, alternatives }: Choice, rules: RuleChoices = {}): CommentedField {
  const [standard] = alternatives;
  const comment = alternatives.map((alternative) => `${alternative.name}: ${alternative.sentence}`).join('\n');
  return [name, rules[name] ?? standard.name, comment];
}

function lateFeeFields({ dueDay, graceDays, rate }: LateFeePolicy): PrintedField[] {
  return [
    ['dueDay', explained(dueDay, fieldComments.dueDay)],
    ['graceDays', explained(graceDays, fieldComments.graceDays)],
    ['rate', explained(digits(rate), fieldComments.rate)],
  ];
}
