import { startMockServer } from '@billing-testkit/mock-server';

/** Starts a server for the tests that run in jsdom, and gives Jest what stops it. */
export default async function start() {
  const server = await startMockServer({ port: 0 });
  process.env.BILLING_BASE_URL = server.url;
  globalThis.stopServer = () => server.close();
}
