/** Fixtures and matchers for Vitest. Import `test` and `expect` from here in place of those of Vitest. */

export { expect } from './matchers.ts';
export { type BillingFixtures, test } from './test.ts';
