import { defineConfig } from 'vitest/config';

/** A project of a user, which `src/vitest/vitest.test.ts` runs. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.case.ts'],
    globalSetup: '@billing-testkit/sdk/vitest/global-setup',
  },
});
