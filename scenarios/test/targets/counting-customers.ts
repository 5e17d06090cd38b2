import { engineTarget, type Target } from '@billing-testkit/scenarios';

const engine = engineTarget();
let customers = 0;

/** Numbers its customers, and knows only those that it has numbered itself: its memory is one thread's. */
export const target: Target = {
  name: 'counting customers',
  async bill(billingCase, context) {
    customers += 1;
    return engine.bill(billingCase, context);
  },
  close: async () => {
    throw new Error(`There are ${customers} customers.`);
  },
};
