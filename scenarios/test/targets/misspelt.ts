import { engineTarget } from '@billing-testkit/scenarios';

/** Supports something that there is not, as an adapter in JavaScript may, and can't be asked whether it is there. */
export const target = {
  ...engineTarget(),
  supports: ['usage', 'credit'],
  check: () => Promise.reject(new Error('It was asked.')),
};
