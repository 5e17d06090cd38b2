import { setTimeout as wait } from 'node:timers/promises';
import { engineTarget, type Target } from '@billing-testkit/scenarios';

const engine = engineTarget();

/** Bills every case rightly, in a while; it does not care whether anybody still waits. */
export const target: Target = {
  name: 'unhurried engine',
  allowsCopies: true,
  async bill(billingCase, context) {
    await wait(100);
    return engine.bill(billingCase, context);
  },
};
