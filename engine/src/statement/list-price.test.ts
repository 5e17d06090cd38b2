import { expect, test } from 'vitest';
import { memberNamed } from '../../test/test-account.ts';
import { listPrice, standardPolicy, standardRules } from '../index.ts';

const kr = memberNamed('kr');
const circumstances = { policy: standardPolicy, rules: standardRules };

test('one unit costs what the book says, less the contract’s discount', () => {
  // 397 − 12.5 % = 347.375
  expect(listPrice('compute.c2.c8m8', { discountRate: '12.5' }, kr, circumstances)).toEqual({
    price: '347.375',
    originalPrice: '397',
    pricing: { model: 'FLAT', unit: 'HOURS', unitPrice: '397' },
  });
});

test('a contract’s own price counts, and the book’s is still told', () => {
  const pricing = { model: 'FLAT', unit: 'HOURS', unitPrice: '350' } as const;
  const prices = [{ counterName: 'compute.c2.c8m8', pricing }];
  expect(listPrice('compute.c2.c8m8', { prices }, kr, circumstances)).toEqual({
    price: '350',
    originalPrice: '397',
    pricing,
  });
});
