import { type BillingServer, openBillingServer } from '../testing/billing-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the server that all tests of a run share. */
    billingUrl?: string;
  }
}

/** The project that Vitest gives to a global setup, as far as this one needs it. */
interface Project {
  provide(key: 'billingUrl', url: string): void;
}

let server: BillingServer | undefined;

/**
 * Starts one mock server for a whole run, or takes the one of the environment. Name this file in Vitest's `globalSetup`:
 * `@billing-testkit/sdk/vitest/global-setup`.
 */
export async function setup(project: Project): Promise<void> {
  server = await openBillingServer();
  project.provide('billingUrl', server.url);
}

/** Stops the server that `setup` started. */
export async function teardown(): Promise<void> {
  await server?.close();
}
