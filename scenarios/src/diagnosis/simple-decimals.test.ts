import { expect, test } from 'vitest';
import { toSmallest } from '../matrices/built-in/decimals.ts';
import { simplestIn } from './simple-decimals.ts';

test.each<[string, string, string[]]>([
  ['378.997', '379.003', ['379']],
  ['27.39', '27.44', ['27.4']],
  ['27.41', '27.44', ['27.41', '27.42', '27.43', '27.44']],
  ['1.7249', '1.7256', ['1.725']],
  ['5', '5', ['5']],
  ['0', '3', ['0', '1', '2', '3']],
  ['0', '100', ['0', '30', '60', '100']],
  ['12', '58', ['20', '30', '40', '50']],
  ['11', '19', ['11', '13', '16', '19']],
  ['0.000000000001', '0.000000000003', ['0.000000000001', '0.000000000002', '0.000000000003']],
  ['2', '1', []],
])('from %s to %s the likeliest are %j', (min, max, expected) => {
  expect(simplestIn({ min: toSmallest(min), max: toSmallest(max) }, 4)).toEqual(expected);
});
