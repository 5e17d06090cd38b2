import { engineTarget, type Target } from '@billing-testkit/scenarios';

const engine = engineTarget();
let bills = 0;

/** Bills every second case with another tax. */
export const target: Target = {
  name: 'changing engine',
  async bill(billingCase, context) {
    bills += 1;
    const { bill, ...outcome } = await engine.bill(billingCase, context);
    const vat = Number(bill?.totals.vat) + (bills % 2);
    return { ...outcome, bill: bill && { ...bill, totals: { ...bill.totals, vat } } };
  },
};
