import { expect, test } from 'vitest';
import { pricingText } from './figure-forms.ts';

const tiers = [
  { upTo: '100', unitPrice: '0' },
  { upTo: null, unitPrice: '90' },
];

test.each([
  ['FLAT 397 per HOURS', { model: 'FLAT', unit: 'HOURS', unitPrice: '397.0' }],
  ['PACKAGE 30000 for 5 per SEATS', { model: 'PACKAGE', unit: 'SEATS', packagePrice: '30000', packageSize: 5 }],
  ['GRADUATED to 100: 0, above: 90 per GB', { model: 'GRADUATED', unit: 'GB', tiers }],
])('%s', (text, pricing) => {
  expect(pricingText(pricing)).toBe(text);
});

test.each([
  ['a size without a package', { model: 'FLAT', unitPrice: '3', packageSize: 5 }, 'FLAT 3 {"packageSize":5}'],
  ['a package without a size', { model: 'PACKAGE', packagePrice: '3' }, 'PACKAGE {"packagePrice":"3"}'],
  [
    'a fee of a tier',
    { model: 'VOLUME', tiers: [{ upTo: 5, unitPrice: 1, flatFee: 100 }] },
    'VOLUME to 5: 1 {"flatFee":100}',
  ],
  ['tiers that are no list', { model: 'VOLUME', tiers: 'many' }, 'VOLUME {"tiers":"many"}'],
  ['a word that is not known', { model: 'FLAT', unitPrice: 1, rebate: true }, 'FLAT 1 {"rebate":true}'],
])('%s is not left out', (_, pricing, text) => {
  expect(pricingText(pricing)).toBe(text);
});
