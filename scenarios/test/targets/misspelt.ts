import { engineTarget } from '@billing-testkit/scenarios';

/** Supports something that there is not, as an adapter in JavaScript may. */
export const target = { ...engineTarget(), supports: ['usage', 'credit'] };
