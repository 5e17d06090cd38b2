/** A billing server that tests use. */
export interface BillingServer {
  /** Its address. */
  readonly url: string;
  /** Stops the server when it was started for the tests. One that was there before goes on. */
  close(): Promise<void>;
}

/** The part of the mock server's package that tests need. The package is an optional peer. */
interface MockServerPackage {
  startMockServer(options: { readonly port: number; readonly [option: string]: unknown }): Promise<BillingServer>;
}

const packageName = '@billing-testkit/mock-server';

/**
 * Finds the server that the environment names in `BILLING_BASE_URL` or `MOCK_SERVER_URL`, or starts a mock server in this process on a free
 * port. `options` are those of `startMockServer`; they need a server that is started here.
 *
 * @throws Error when there is neither such a variable nor the package `@billing-testkit/mock-server`.
 */
export async function openBillingServer(options: Readonly<Record<string, unknown>> = {}): Promise<BillingServer> {
  const url = process.env.BILLING_BASE_URL || process.env.MOCK_SERVER_URL;
  if (url) return { url, close: async () => undefined };
  const { startMockServer } = await mockServerPackage();
  return startMockServer({ port: 0, ...options });
}

async function mockServerPackage(): Promise<MockServerPackage> {
  try {
    const loaded: MockServerPackage = await import(packageName);
    return loaded;
  } catch (cause) {
    throw new Error(
      `There is no billing server: install ${packageName}, or set BILLING_BASE_URL to the address of one that runs.`,
      { cause },
    );
  }
}
