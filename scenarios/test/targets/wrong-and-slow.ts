import { setTimeout as wait } from 'node:timers/promises';
import { engineTarget, type Target } from '@billing-testkit/scenarios';

const engine = engineTarget();

/** Makes every bill wrong, in a while and in a way of its own: the diagnosis takes long. */
export const target: Target = {
  name: 'wrong and slow',
  allowsCopies: true,
  async bill(billingCase, context) {
    await wait(100);
    const { refusals, bill } = await engine.bill(billingCase, context);
    return { refusals, bill: bill && { ...bill, totals: { ...bill.totals, currency: 'XTS' } } };
  },
};
