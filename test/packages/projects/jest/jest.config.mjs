export default {
  globalSetup: './start-server.mjs',
  globalTeardown: './stop-server.mjs',
  testMatch: ['**/*.test.mjs', '**/*.test.cjs'],
};
