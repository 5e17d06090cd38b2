import { expect, test } from 'vitest';
import { parseMembers, parseMonths } from './members-and-months.ts';

test.each([
  ['2025-03', ['2025-03']],
  ['2024-11..2025-02', ['2024-11', '2024-12', '2025-01', '2025-02']],
  ['2025-03..2025-03', ['2025-03']],
  ['2025-06, 2025-01..2025-02,2025-02', ['2025-06', '2025-01', '2025-02']],
])('%s are the months %j', (text, months) => {
  expect(parseMonths(text)).toEqual(months);
});

test.each([
  ['2025-13', '"2025-13" is no month: write months as 2025-03, 2025-01..2025-12 or 2025-01,2025-02.'],
  ['2025-1', '"2025-1" is no month: write months as 2025-03, 2025-01..2025-12 or 2025-01,2025-02.'],
  ['', '"" is no month: write months as 2025-03, 2025-01..2025-12 or 2025-01,2025-02.'],
  ['2025-01..', '"" is no month: write months as 2025-03, 2025-01..2025-12 or 2025-01,2025-02.'],
  ['2025-01,', '"" is no month: write months as 2025-03, 2025-01..2025-12 or 2025-01,2025-02.'],
  [
    '2025-01..2025-02..2025-03',
    '"2025-01..2025-02..2025-03" is no month: write months as 2025-03, 2025-01..2025-12 or 2025-01,2025-02.',
  ],
  ['2025-12..2025-01', '2025-12..2025-01 has no month: 2025-12 is after 2025-01. Write 2025-01..2025-12.'],
  ['1970-01..9998-12', '1970-01..9998-12 are 96348 months: name fewer.'],
])('%j is refused: %s', (text, message) => {
  expect(() => parseMonths(text)).toThrow(message);
});

test('members are those that bill', () => {
  const known = ['kr', 'jp', 'us'];
  expect(parseMembers('jp, kr,jp', known)).toEqual(['jp', 'kr']);
  expect(() => parseMembers('kr,fr', known)).toThrow('The policy has no fr, only kr, jp, us. Did you mean kr?');
  expect(() => parseMembers('kr,', known)).toThrow('"kr," names no member: write members as kr,jp.');
});
