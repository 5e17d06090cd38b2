import { openBillingServer } from '@billing-testkit/sdk/testing';

/** Starts a server for the whole run, whose workers find it by the variable. What it returns stops the server. */
export default async function startServer() {
  const server = await openBillingServer();
  process.env.BILLING_BASE_URL = server.url;
  return () => server.close();
}
