import { expect, test } from 'vitest';
import { nearestName, suggestion } from './nearest-name.ts';

const names = ['createMeters', 'pay', 'rate-limit', 'baseFee'];

test.each([
  ['createMeter', 'createMeters'],
  ['CREATE_METERS', 'createMeters'],
  ['rateLimit', 'rate-limit'],
  ['basefee', 'baseFee'],
  ['pya', undefined],
  ['pa', 'pay'],
  ['p', undefined],
  ['somethingElse', undefined],
  ['', undefined],
  [`createMeters${'x'.repeat(100)}`, undefined],
])('%s was probably meant as %s', (asked, meant) => {
  expect(nearestName(asked, names)).toBe(meant);
});

test('a suggestion is the end of a message, or nothing', () => {
  expect(suggestion('createMeter', names)).toBe(': did you mean createMeters?');
  expect(suggestion('somethingElse', names)).toBe('');
  expect(suggestion('anything', [])).toBe('');
});
