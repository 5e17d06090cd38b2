import { engineTarget, type Target } from '@billing-testkit/scenarios';

/** Bills every case rightly, and fails or hangs when it is let go of. */
export const target: Target = {
  ...engineTarget(),
  name: 'closes badly',
  close: async () => {
    if (process.env.CLOSES === 'never') await new Promise(() => setInterval(() => undefined, 1_000));
    throw new Error('There is\nno way out.');
  },
};
