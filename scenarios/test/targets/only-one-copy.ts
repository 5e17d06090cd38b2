import { mkdirSync } from 'node:fs';
import { engineTarget, type Target } from '@billing-testkit/scenarios';

// The second copy fails here, because the folder exists.
mkdirSync(`${process.env.ONLY_ONE}`);

/** Says that it allows copies, and does not. */
export const target: Target = { ...engineTarget(), name: 'only one copy', allowsCopies: true };
