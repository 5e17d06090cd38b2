import { expect, test } from 'vitest';
import { memberNamed, TestAccount } from '../../test/test-account.ts';
import { contract, input, readings, statement } from '../../test/worked-example.ts';
import { calculateStatement, previewStatement } from '../index.ts';

test('the worked example comes out of one calculation', () => {
  const [onProject, surcharge, discount] = statement.appliedAdjustments;
  const [paid, promotional] = statement.appliedCredits;
  expect(calculateStatement(input)).toEqual({
    ...statement,
    appliedAdjustments: [
      { adjustmentId: 'a-p-b', ...onProject },
      { adjustmentId: 'a-fix', targetId: 'bg', ...surcharge },
      { adjustmentId: 'a-rate', targetId: 'bg', ...discount },
    ],
    appliedCredits: [
      { creditId: 'c-paid', ...paid },
      { creditId: 'c-promo', ...promotional },
    ],
  });
});

test('the worked example comes out of a preview, which takes adjustments in the order given', () => {
  const [onProject, surcharge, discount] = statement.appliedAdjustments;
  const [paid, promotional] = statement.appliedCredits;
  const preview = previewStatement({
    member: 'kr',
    month: '2025-03',
    billingGroupId: 'bg-preview',
    readings: readings.map(({ timestamp: _, ...reading }) => reading),
    contract,
    adjustments: [
      { type: 'SURCHARGE', method: 'FIXED', level: 'BILLING_GROUP', value: '5000' },
      { type: 'DISCOUNT', method: 'RATE', level: 'BILLING_GROUP', value: '3' },
      { type: 'DISCOUNT', method: 'RATE', level: 'PROJECT', targetProjectId: 'p-b', value: '10' },
    ],
    credits: [
      { type: 'PROMOTIONAL', balance: 20_000, expiresOn: '2025-12-31' },
      { type: 'PAID', balance: 9_000, expiresOn: '2025-04-03' },
    ],
    unpaidAmount: 33_000,
    isOverdue: false,
  });
  expect(preview).toEqual({
    ...statement,
    appliedAdjustments: [
      { adjustmentId: 'adj-preview-3', ...onProject },
      { adjustmentId: 'adj-preview-1', targetId: 'bg-preview', ...surcharge },
      { adjustmentId: 'adj-preview-2', targetId: 'bg-preview', ...discount },
    ],
    appliedCredits: [
      { creditId: 'credit-preview-2', ...paid },
      { creditId: 'credit-preview-1', ...promotional },
    ],
  });
});

test('the worked example is billed by an account: February stays unpaid, March is billed and pays both', () => {
  const acme = new TestAccount({ member: memberNamed('kr') });
  const february = acme.bill('2025-02', 30_000);
  expect(february).toMatchObject({ charge: 30_000, vat: 3_000, totalAmount: 33_000 });

  acme.record(...readings);
  const { contractId } = acme.do({ type: 'createContract', name: 'Committed', terms: contract }).contract;
  acme.do({ type: 'assignContract', contractId, billingGroupId: 'bg-acme', monthFrom: '2025-03' });
  const onProjectId = acme.adjust({ level: 'PROJECT', targetId: 'p-b', type: 'RATE_DISCOUNT', value: '10' });
  const discountId = acme.adjust({ type: 'RATE_DISCOUNT', value: '3', priority: 2 });
  const surchargeId = acme.adjust({ type: 'FIXED_SURCHARGE', value: '5000', priority: 1 });
  const promotionalId = acme.grant(20_000, { creditType: 'PROMOTIONAL', expiresOn: '2025-12-31' });
  const paidId = acme.grant(9_000, { creditType: 'PAID', expiresOn: '2025-04-03' });

  const [onProject, surcharge, discount] = statement.appliedAdjustments;
  const [paid, promotional] = statement.appliedCredits;
  expect(acme.calculate('2025-03')).toEqual({
    ...statement,
    appliedAdjustments: [
      { adjustmentId: onProjectId, ...onProject },
      { adjustmentId: surchargeId, targetId: 'bg-acme', ...surcharge },
      { adjustmentId: discountId, targetId: 'bg-acme', ...discount },
    ],
    appliedCredits: [
      { creditId: paidId, ...paid },
      { creditId: promotionalId, ...promotional },
    ],
  });
  expect(acme.due('2025-03')).toBe(78_512);
  expect([acme.balance(paidId), acme.balance(promotionalId)]).toEqual([0, 0]);

  const { payment, status } = acme.pay('2025-03');
  // 45 512 = 41 375 + 4 137
  expect(payment.allocations).toEqual([
    { month: '2025-02', amount: 33_000 },
    { month: '2025-03', amount: 45_512 },
  ]);
  expect([payment.amount, status, acme.status('2025-02')]).toEqual([78_512, 'PAID', 'PAID']);
  expect(acme.due('2025-03')).toBe(0);
});
