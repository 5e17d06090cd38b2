import { expect, test } from 'vitest';
import { sentenceOf } from './wording.ts';

test.each([
  ['the run was interrupted', 'The run was interrupted.'],
  ['a month begins in UTC', 'A month begins in UTC.'],
  ['3 cells had no bill', '3 cells had no bill.'],
  ['tax-before-credits or month-in-utc explains it', 'tax-before-credits or month-in-utc explains it.'],
])('%s', (clause, sentence) => {
  expect(sentenceOf(clause)).toBe(sentence);
});
