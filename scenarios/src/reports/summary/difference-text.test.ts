import { expect, test } from 'vitest';
import type { Difference } from '../../runs/compare-outcomes.ts';
import { differenceText } from './difference-text.ts';

const stage: Difference['stage'] = 'tax';

test.each<[string, Omit<Difference, 'stage'>]>([
  ['vat: expected 4137, got 6137', { path: 'vat', expected: 4137, actual: 6137 }],
  ['vat: expected 4137, got nothing', { path: 'vat', expected: 4137, actual: undefined }],
  ['vat: expected 4137, got "4137"', { path: 'vat', expected: 4137, actual: '4137' }],
  ['taxName: expected VAT, got null', { path: 'taxName', expected: 'VAT', actual: null }],
  [
    'line item web/compute.c2.c8m8, amount: expected 10, got 11',
    { path: 'lineItems/web/compute.c2.c8m8/amount', expected: 10, actual: 11 },
  ],
  [
    'adjustment PROJECT/web/a/b, value: expected 10, got 5',
    { path: 'appliedAdjustments/PROJECT/web/a/b/value', expected: '10', actual: '5' },
  ],
  ['line item web/disk is missing', { path: 'lineItems/web/disk/projectId', expected: 'web', actual: undefined }],
  [
    'credit welcome should not be there',
    { path: 'appliedCredits/welcome/campaignName', expected: undefined, actual: 'welcome' },
  ],
  ['credits, order: expected a, b, got b, a', { path: 'appliedCredits/order', expected: 'a, b', actual: 'b, a' }],
  [
    'step "pay 2025-03" was refused with CONFLICT',
    { path: 'refused/pay 2025-03', expected: undefined, actual: 'CONFLICT' },
  ],
  [
    'step "grant the credit a/b" was not refused, expected VALIDATION_ERROR',
    { path: 'refused/grant the credit a/b', expected: 'VALIDATION_ERROR', actual: undefined },
  ],
  [
    'step "pay 2025-03" was refused with CONFLICT, expected NOT_FOUND',
    { path: 'refused/pay 2025-03', expected: 'NOT_FOUND', actual: 'CONFLICT' },
  ],
  ['bill: expected calculated, got none', { path: 'bill', expected: 'calculated', actual: 'none' }],
])('%s', (text, difference) => {
  expect(differenceText({ stage, ...difference })).toBe(text);
});
