import { standardPolicy } from '@billing-testkit/engine';
import { expect, test } from 'vitest';
import { unlistedMistakes } from '../../test/unlisted-mistakes.ts';
import { referenceFor } from '../cases/reference.ts';
import { smoke } from '../matrices/built-in/smoke.ts';
import { nearestText } from '../reports/summary/explanation-text.ts';
import { runCells } from '../runs/run-cells.ts';
import { planRun } from '../runs/run-matrix.ts';
import { engineOutcomesOf } from './engine-outcomes.ts';
import { explainRuns } from './explain-runs.ts';

/** Some of those that `npm run test:figures` tries on all members. */
test.each([
  [
    'months begin an hour late',
    /^(?:month-in-utc explains|nothing known explains).* not explained: period\.start, period\.end/,
  ],
  [
    'the first unit of a tiered price is free',
    /^nothing known explains any of \d+ .* not explained: lineItems\.amount; \d+ follow/,
  ],
  ['tax is rounded to tens', / of \d+ differing figures.*; not explained: vat, unpaidAmount, paidAmount; \d+ follow/],
])('what nobody listed is told by the step that is wrong: %s', async (name, told) => {
  const mistake = unlistedMistakes.find((one) => one.name === name);
  if (!mistake) throw new Error(`There is no mistake ${name}.`);
  const { target, stage } = mistake;
  const reference = referenceFor('account', standardPolicy);
  const { matrix, cells, selection } = planRun(smoke, { members: ['kr'] });
  const run = await runCells({ matrix, target, reference }, { cells, selection, via: 'account' });
  const { explanations, nearest } = await explainRuns([{ run, outcomesOf: engineOutcomesOf(matrix, reference) }]);
  expect(explanations).toEqual([]);
  expect(nearest?.stage).toBe(stage);
  expect(nearest && nearestText(nearest)).toMatch(told);
});
