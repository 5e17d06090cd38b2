import type { RequestBody } from '@billing-testkit/sdk';
import { expect, test } from '@billing-testkit/sdk/vitest';

/** Each tier has its own price for the calls in it. */
const prices: RequestBody<'createContract'>['prices'] = {
  'shop.api.calls': {
    model: 'GRADUATED',
    unit: 'COUNT',
    tiers: [
      { upTo: '1000', unitPrice: '10' },
      { upTo: '10000', unitPrice: '8' },
      { upTo: null, unitPrice: '5' },
    ],
  },
};

test('a month is billed by tiers, then by the discount of the contract, then with credits', async ({
  account,
  billing,
}) => {
  const { contractId } = await billing.contracts.create({ name: 'Shop 2025', discountRate: 10, prices });
  const { billingGroupId } = (await billing.accounts.get(account.uuid)).account;
  await billing.contracts.assign(billingGroupId, { contractId, monthFrom: '2025-01' });
  await billing.credits.grant('welcome', { amount: 20_000, creditType: 'FREE' });

  const calls = { projectId: 'web', counterName: 'shop.api.calls', counterUnit: 'COUNT' };
  await billing.meters.create({ ...calls, counterVolume: 12_500, timestamp: '2025-03-10T09:00:00+09:00' });
  await billing.calculations.run({ month: '2025-03' });

  const [statement] = (await billing.statements.get('2025-03')).statements;
  expect(statement).toFoot();
  expect(statement).toMatchBill({
    lineItems: [{ quantity: '12500', amount: 94_500 }], // 1 000 × 10 + 9 000 × 8 + 2 500 × 5
    contractDiscount: 9_450,
    appliedCredits: [{ type: 'FREE', amountApplied: 20_000, remainingBalance: 0 }],
    charge: 65_050,
    vat: 6_505,
    totalAmount: 71_555,
  });
});
