import { expect, test } from 'vitest';
import { counted, durationText, grouped, shareText } from './wording.ts';

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1 000'],
  [27_000, '27 000'],
  [1_234_567, '1 234 567'],
])('the thousands of %d are apart: %s', (count, text) => {
  expect(grouped(count)).toBe(text);
});

test.each([
  [0, '0 cells'],
  [1, '1 cell'],
  [27_000, '27 000 cells'],
])('%d of a thing is %s', (count, text) => {
  expect(counted(count, 'cell')).toBe(text);
});

test.each([
  [0, 0, '0 %'],
  [0, 9, '0 %'],
  [9, 9, '100 %'],
  [1, 27_000, '<1 %'],
  [26_999, 27_000, '>99 %'],
  [1, 3, '33 %'],
  [1, 2, '50 %'],
])('%d of %d is %s', (part, whole, text) => {
  expect(shareText(part, whole)).toBe(text);
});

test.each([
  [0, '0 ms'],
  [850.4, '850 ms'],
  [1000, '1.0 s'],
  [59_949, '59.9 s'],
  [59_950, '1 min 00 s'],
  [85_000, '1 min 25 s'],
  [3_599_400, '59 min 59 s'],
  [3_720_000, '1 h 02 min'],
])('%d milliseconds are %s', (milliseconds, text) => {
  expect(durationText(milliseconds)).toBe(text);
});
