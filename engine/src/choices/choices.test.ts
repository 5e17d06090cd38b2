import { describe, expect, test } from 'vitest';
import { adjustmentBills } from '../../test/choice-bills/adjustments.ts';
import type { ChoiceBill } from '../../test/choice-bills/choice-bill.ts';
import { contractBills } from '../../test/choice-bills/contracts.ts';
import { creditBills } from '../../test/choice-bills/credits.ts';
import { priceBills } from '../../test/choice-bills/prices.ts';
import { taxAndCarryBills } from '../../test/choice-bills/tax-and-carry.ts';
import { usageBills } from '../../test/choice-bills/usage.ts';
import { policyWith } from '../../test/policy-with.ts';
import {
  choices,
  chosenIn,
  defectNamed,
  defectsOf,
  ruleChoices,
  rulesOf,
  rulesWith,
  standardPolicy,
  standardRules,
} from '../index.ts';

const bills = [...usageBills, ...priceBills, ...contractBills, ...adjustmentBills, ...creditBills, ...taxAndCarryBills];

const alternatives = choices.flatMap((choice) =>
  choice.alternatives.map(({ name }) => ({ choice: choice.name, alternative: name, of: choice })),
);

const figureOf = ({ choice, figureBy }: ChoiceBill, alternative: string) =>
  figureBy(policyWith({ [choice]: alternative }));

describe.each(alternatives)('$choice: $alternative', ({ choice, alternative, of }) => {
  const policy = policyWith({ [choice]: alternative });
  const own = bills.filter((each) => each.choice === choice);

  test('makes the bills that were worked out by hand', () => {
    expect(own.map((each) => figureOf(each, alternative))).toEqual(own.map(({ figures }) => figures[alternative]));
  });

  test('makes mistakes of all others, which break its rule', () => {
    const { sentence } = chosenIn(policy, of);
    const others = of.alternatives.filter(({ name }) => name !== alternative);
    for (const other of others) {
      const mistake = defectNamed(other.defect, policy);
      expect(mistake).toMatchObject({ sentence: other.sentence, section: of.section, rule: sentence });
      const rules = rulesWith(mistake ? [mistake] : [], policy);
      // Without a grace period both alternatives of it make the same bills.
      const { name: figures } = policy.lateFees.graceDays === 0 ? chosenIn(policy, of) : other;
      expect(own.map(({ figureBy }) => figureBy(policy, rules))).toEqual(own.map((each) => each.figures[figures]));
    }
    const right = of.alternatives.filter(({ name }) => name === alternative).map(({ defect }) => defect);
    expect(right.flatMap((name) => defectNamed(name, policy) ?? [])).toEqual([]);
  });

  test('has mistakes with names of their own, in the order of sections', () => {
    const mistakes = defectsOf(policy);
    expect(new Set(mistakes.map(({ name }) => name)).size).toBe(mistakes.length);
    const sections = mistakes.map(({ section }) => section);
    expect(sections).toEqual(sections.toSorted((a, b) => a - b));
  });
});

test.each(choices)('the alternatives of $name are told apart by bills', ({ name, alternatives: all }) => {
  const own = bills.filter(({ choice }) => choice === name);
  const seen = all.map((alternative) => JSON.stringify(own.map(({ figures }) => figures[alternative.name])));
  expect(new Set(seen).size).toBe(all.length);
});

describe('the choices', () => {
  test('are those that a policy may name, the standard alternative first', () => {
    expect(
      Object.fromEntries(choices.map((choice) => [choice.name, choice.alternatives.map(({ name }) => name)])),
    ).toEqual(ruleChoices);
  });

  test('of the standard policy are the standard rules', () => {
    const standard = Object.fromEntries(choices.map(({ name, alternatives: [first] }) => [name, first.name]));
    expect(rulesOf(standardPolicy)).toEqual(standardRules);
    expect(rulesOf({ ...standardPolicy, rules: standard })).toEqual(standardRules);
  });

  test('replace functions that no other choice replaces, and each alternative all of its own', () => {
    const replaced = choices.map(({ alternatives: all }) => all.map(({ rules }) => Object.keys(rules).sort().join()));
    expect(replaced.filter((of) => new Set(of).size > 1)).toEqual([]);
    const functions = replaced.flatMap(([of = '']) => of.split(','));
    expect(new Set(functions).size).toBe(functions.length);
  });

  test('are told in sentences, and their mistakes have names of their own', () => {
    const all = choices.flatMap((choice) => choice.alternatives);
    for (const { sentence, defect } of all) {
      expect(sentence).toMatch(/^[A-Z].+\.$/);
      expect(defect).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)+$/);
    }
    expect(new Set(all.map(({ sentence }) => sentence)).size).toBe(all.length);
    expect(new Set(all.map(({ defect }) => defect)).size).toBe(all.length);
  });
});
