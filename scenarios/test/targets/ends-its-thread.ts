import { setTimeout } from 'node:timers';
import { setTimeout as wait } from 'node:timers/promises';
import { engineTarget, type Target } from '@billing-testkit/scenarios';

const engine = engineTarget();
const filled: string[][] = [];

/** Ways to end a thread, by the names that the environment has for them. */
const ends: Readonly<Record<string, () => unknown>> = {
  exit: () => process.exit(0),
  throw: () =>
    setTimeout(() => {
      throw new TypeError('Nobody\ncatches this.');
    }),
  memory: () => {
    for (;;) filled.push(Array.from({ length: 100_000 }, (_, index) => `${index} of ${filled.length}`));
  },
};

let bills = 0;

/** Sixteen cells run at a time, so some have agreed by then; and of 110 cells one of two workers runs as many. */
const LAST = 40;

/** Bills rightly, until something ends the thread it is in. */
export const target: Target = {
  name: 'ends its thread',
  allowsCopies: true,
  async bill(billingCase, context) {
    await wait(5);
    bills += 1;
    if (bills === LAST) ends[process.env.ENDS_BY ?? '']?.();
    return engine.bill(billingCase, context);
  },
};
