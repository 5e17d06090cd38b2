import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['contracts', 'engine'].map((name) => ({
      extends: true,
      test: { name, include: [`${name}/src/**/*.test.ts`] },
    })),
    coverage: { provider: 'v8', include: ['*/src/**/*.ts'], exclude: ['**/*.test.ts', '**/*.gen.ts'] },
  },
});
