import { defects, rulesWith, standardPolicy } from '@billing-testkit/engine';
import { expect, test } from 'vitest';
import { littleMatrix } from '../../test/little-matrix.ts';
import { littleCells, named } from '../../test/little-run.ts';
import { referenceFor } from '../cases/reference.ts';
import { EngineOutcomes } from './engine-outcomes.ts';

const reference = referenceFor('account', standardPolicy);
const cases = littleCells.filter((_, index) => index % 19 === 7).map((cell) => littleMatrix.caseOf(cell));

test('a defect that does not act on a case leaves it as it is', () => {
  for (const billingCase of cases) {
    const { acting } = new EngineOutcomes(billingCase, reference).tracked([]);
    const right = reference(billingCase);
    for (const defect of defects.filter((candidate) => !acting.has(candidate))) {
      expect(reference(billingCase, rulesWith([defect])), defect.name).toEqual(right);
    }
  }
});

test('a defect that does not act on a case with another one leaves that as it is', () => {
  const summed = named('gauge-summed');
  for (const billingCase of cases) {
    const { acting, outcome } = new EngineOutcomes(billingCase, reference).tracked([summed]);
    expect(outcome).toEqual(reference(billingCase, rulesWith([summed])));
    const others = defects.filter((candidate) => !('gauge' in candidate.rules) && !acting.has(candidate));
    for (const defect of others) {
      expect(reference(billingCase, rulesWith([summed, defect])), defect.name).toEqual(outcome);
    }
  }
});

test('outcomes with defects are those of an engine that has them', () => {
  const chosen = [named('tax-before-credits'), named('amounts-rounded-down')];
  for (const billingCase of cases) {
    expect(new EngineOutcomes(billingCase, reference).with(chosen)).toEqual(reference(billingCase, rulesWith(chosen)));
  }
});
