import { BillingError, CatalogError, printCatalog, standardPolicy } from '@billing-testkit/engine';
import { loadCatalog } from './catalog/load-catalog.ts';
import { type Arguments, readArguments, UsageError } from './command-line.ts';
import { DEFAULT_PORT } from './defaults.ts';
import { defectCalled } from './defects/defect-called.ts';
import type { MockServer } from './start-mock-server.ts';

const BAD_USAGE = 2;
const CLOSE_WITHIN_MS = 10_000;

/** Runs the mock server until it is told to stop by SIGTERM or SIGINT; the exit code is 2 when it can't be started. */
export async function runMockServer(argv: readonly string[]): Promise<void> {
  try {
    const options = readArguments(argv);
    if (options) await run(options);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = BAD_USAGE;
  }
}

async function run({
  catalog,
  printCatalog: isPrinted,
  strict: isStrict = false,
  defect,
  ...options
}: Arguments): Promise<void> {
  const policy = policyIn(catalog);
  const wrong = defectIn(defect);
  if (isPrinted) {
    process.stdout.write(printCatalog(policy));
    return;
  }
  // Loading the server takes half a second, which a mistyped option need not wait for.
  const { startMockServer } = await import('./start-mock-server.ts');
  const server = await startMockServer({ ...options, ...(wrong && { defect: wrong.name }), policy, isStrict }).catch(
    (error: unknown) => {
      throw new UsageError(startProblem(error, options), { cause: error });
    },
  );
  const warning = wrong ? `It bills wrongly, on purpose: ${wrong.sentence}\n` : '';
  process.stdout.write(`Billing mock server on ${server.url} (the API: ${server.url}/docs)\n${warning}`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(server));
}

function policyIn(catalog: string | undefined) {
  try {
    return catalog === undefined ? standardPolicy : loadCatalog(catalog);
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    throw new UsageError(error.message, { cause: error });
  }
}

function defectIn(name: string | undefined) {
  try {
    return name === undefined ? undefined : defectCalled(name);
  } catch (error) {
    if (!(error instanceof BillingError)) throw error;
    throw new UsageError(error.message, { cause: error });
  }
}

function startProblem(error: unknown, { port, host }: Pick<Arguments, 'port' | 'host'>): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    const airPlay = port === DEFAULT_PORT ? ' (on a Mac often by AirPlay Receiver)' : '';
    return `Port ${port} is taken${airPlay}: choose another with --port or MOCK_SERVER_PORT.`;
  }
  if (code === 'EACCES') return `Port ${port} needs more rights than this user has: choose one above 1023 with --port.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is no address of this machine: choose another --host.`;
  return `The server cannot start: ${error instanceof Error ? error.message : String(error)}`;
}

/** Answers the requests in flight and exits; a connection that never ends is not waited for. */
async function stop(server: MockServer): Promise<void> {
  setTimeout(() => process.exit(), CLOSE_WITHIN_MS).unref();
  await server.close();
  process.exitCode = 0;
}
