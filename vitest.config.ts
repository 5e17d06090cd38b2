import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import manifest from './package.json' with { type: 'json' };

/** The folder into which the processes that tests start write their coverage, when `npm run coverage` asks for it. */
const { COVERAGE_OF_PROCESSES: processes } = process.env;

export default defineConfig({
  test: {
    ...(processes !== undefined && { env: { NODE_V8_COVERAGE: processes } }),
    projects: [
      { extends: true, test: { name: 'repository', include: ['test/*.test.ts'] } },
      { extends: true, test: { name: 'examples', include: ['examples/*.test.ts'] } },
      ...manifest.workspaces.map((name) => ({
        extends: true as const,
        test: {
          name,
          include: [`${name}/{src,test}/**/*.test.ts`],
          exclude: ['**/*.{browser,guide,load}.test.ts'],
        },
      })),
      // Slow tests have scripts of their own: pages in a browser, whole guides as a reader follows them, and runs of load.
      { extends: true, test: { name: 'browser', include: ['*/{src,test}/**/*.browser.test.ts'] } },
      { extends: true, test: { name: 'guide', include: ['*/test/*.guide.test.ts'] } },
      { extends: true, test: { name: 'load', include: ['perf/test/*.load.test.ts'] } },
    ],
    reporters: ['minimal'],
    // No test changes what another one sees, and loading the server again for each file would take most of the time.
    isolate: false,
    // These only end what hangs: a test takes as long as it takes on a machine that is busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 60_000 } },
    // Much of a test is waiting for processes and for time to pass, which another worker makes use of.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // CommonJS packages are imported as Node does it, which runs what is shipped.
    deps: { interopDefault: false },
    silent: 'passed-only',
    coverage: {
      include: ['*/src/**/*.ts'],
      // The scripts of pages and of k6 run where nothing counts.
      exclude: ['**/*.test.ts', '**/*.gen.ts', '**/html/client/**', 'perf/src/k6/**'],
      reporter: ['json'],
    },
  },
});
