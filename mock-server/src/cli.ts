import { BillingError, CatalogError, type Policy, printCatalog, standardPolicy } from '@billing-testkit/engine';
import { loadCatalog } from './catalog/load-catalog.ts';
import { OutputError, print, surviveLostOutput } from './cli-output.ts';
import { stopWhenTold } from './cli-stop.ts';
import { type Arguments, readArguments, UsageError } from './command-line.ts';
import { DEFAULT_PORT } from './defaults.ts';
import { defectCalled } from './defects/defect-called.ts';

const FAILED = 1;
const BAD_USAGE = 2;

const NO_ADDRESS = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL', 'EAFNOSUPPORT'];

/** The time in which clients that keep their connections learn that the server takes no next request. */
const IDLE_GRACE_MS = 500;

/**
 * Runs the mock server until it is told to stop by SIGTERM or SIGINT. The exit code is 2 when it can't be started, 1 when what
 * was asked for can't be written.
 */
export async function runMockServer(argv: readonly string[]): Promise<void> {
  surviveLostOutput();
  try {
    const options = readArguments(argv);
    await (typeof options === 'string' ? print(options) : run(options));
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof OutputError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error instanceof UsageError ? BAD_USAGE : FAILED;
  }
}

async function run({
  catalog,
  printCatalog: isPrinted,
  strict: isStrict = false,
  defect,
  shutdownTimeout,
  corsOrigin,
  ...options
}: Arguments): Promise<void> {
  const policy = policyIn(catalog);
  const wrong = defectIn(defect, policy);
  if (isPrinted) {
    await print(printCatalog(policy));
    return;
  }
  // Loading the server takes half a second, which a mistyped option need not wait for.
  const { startMockServer } = await import('./start-mock-server.ts');
  const server = await startMockServer({
    ...options,
    ...(wrong && { defect: wrong.name }),
    ...(corsOrigin && { corsOrigins: corsOrigin }),
    policy,
    isStrict,
    shutdownTimeoutMs: shutdownTimeout * 1_000,
    idleGraceMs: IDLE_GRACE_MS,
  }).catch((error: unknown) => {
    throw new UsageError(startProblem(error, options), { cause: error });
  });
  stopWhenTold(server);
  const warning = wrong ? `It bills wrongly, on purpose: ${wrong.sentence}\n` : '';
  process.stdout.write(`Billing mock server on ${server.url} (the API: ${server.url}/docs)\n${warning}`);
}

function policyIn(catalog: string | undefined) {
  try {
    return catalog === undefined ? standardPolicy : loadCatalog(catalog, () => tellOfWait(catalog));
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    throw new UsageError(error.message, { cause: error });
  }
}

function tellOfWait(catalog: string): void {
  process.stderr.write(`Waiting for the catalog to come from ${catalog}.\n`);
}

function defectIn(name: string | undefined, policy: Policy) {
  try {
    return name === undefined ? undefined : defectCalled(name, policy);
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
  if (typeof code === 'string' && NO_ADDRESS.includes(code))
    return `${host} is no address of this machine: choose another --host.`;
  return `The server cannot start: ${error instanceof Error ? error.message : String(error)}`;
}
