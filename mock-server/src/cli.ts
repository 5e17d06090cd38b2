import { BillingError, CatalogError, standardPolicy } from '@billing-testkit/engine';
import { loadCatalog } from './catalog/load-catalog.ts';
import { OutputError, print, surviveLostOutput } from './cli-output.ts';
import { stopWhenTold } from './cli-stop.ts';
import { readCommandLine, type Task } from './command-line.ts';
import { type Configuration, readConfiguration } from './configuration/configuration.ts';
import { unknownVariables } from './configuration/environment.ts';
import { limitSettings } from './configuration/limit-settings.ts';
import { settings } from './configuration/settings.ts';
import { UsageError } from './configuration/usage-error.ts';
import { defectCalled } from './defects/defect-called.ts';
import { explain } from './explain-command/explain.ts';
import { ExplainError } from './explain-command/explain-error.ts';
import { FixturesError } from './fixtures/fixtures-error.ts';
import { JsonLog } from './log/json-log.ts';
import type { Log } from './log/log.ts';
import { DEFAULT_PORT } from './options/defaults.ts';
import { DEFAULT_LIMITS, type LimitName, type Limits, limitNames } from './options/limits.ts';
import { DocumentError } from './other-documents/reading/document-error.ts';
import { collectorVariable, isHttpUrl, otherProtocol } from './traces/collector-url.ts';

const FAILED = 1;
const BAD_USAGE = 2;
const BAD_FIXTURES = 3;

const NO_ADDRESS = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL', 'EAFNOSUPPORT'];

/** The time in which clients that keep their connections learn that the server takes no next request. */
const IDLE_GRACE_MS = 500;

/**
 * Runs the mock server until it is told to stop by SIGTERM or SIGINT, or explains a bill of another one. The exit code is 2 when the
 * server can't be started, 3 when that is for mistakes in its fixtures, 4 to 7 when there is no bill to explain, 1 when the output can't be
 * written.
 */
export async function runMockServer(argv: readonly string[]): Promise<void> {
  surviveLostOutput();
  try {
    const commandLine = readCommandLine(argv, process.env);
    if (typeof commandLine === 'string') await print(commandLine);
    else if ('explain' in commandLine) await print(await explain(commandLine.explain, isTerminal()));
    else await tasks[commandLine.task](await readConfiguration(commandLine.given, process.env));
  } catch (error) {
    const exitCode = exitCodeOf(error);
    if (exitCode === undefined) throw error;
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = exitCode;
  }
}

/** Whether the output is read on a terminal that shows more than plain text. */
function isTerminal(): boolean {
  const { NO_COLOR = '', TERM } = process.env;
  return process.stdout.isTTY === true && NO_COLOR === '' && TERM !== 'dumb';
}

/** The exit code for an error that the user can put right; `undefined` for any other error. */
function exitCodeOf(error: unknown): number | undefined {
  if (error instanceof ExplainError) return error.exitCode;
  if (error instanceof FixturesError) return BAD_FIXTURES;
  if (error instanceof OutputError) return FAILED;
  return error instanceof UsageError ? BAD_USAGE : undefined;
}

const tasks: Readonly<Record<Task, (configuration: Configuration) => Promise<void>>> = {
  async printConfiguration(configuration) {
    for (const warning of unknownVariables(process.env)) process.stderr.write(`${warning}\n`);
    await billingOf(configuration);
    const { printConfiguration } = await import('./configuration/print-configuration.ts');
    await print(printConfiguration(configuration));
  },

  async printCatalog(configuration) {
    const { policy } = await billingOf(configuration);
    const { printCatalog } = await import('@billing-testkit/engine/catalog');
    await print(printCatalog(policy));
  },

  async run(configuration) {
    const { policy, wrong } = await billingOf(configuration);
    // Loading the server takes half a second, which a mistyped option need not wait for.
    const { startServer } = await import('./start-mock-server.ts');
    const log = new JsonLog(configuration.of(settings.logLevel));
    for (const warning of unknownVariables(process.env)) log.warned(warning);
    const traces = tracesTo(process.env, log);
    const [port, host] = [configuration.of(settings.port), configuration.of(settings.host)];
    const corsOrigins = configuration.of(settings.corsOrigins);
    const basePath = configuration.of(settings.basePath);
    const options = {
      port,
      ...(host !== undefined && { host }),
      ...(corsOrigins && { corsOrigins }),
      ...(basePath !== undefined && { basePath }),
      ...(wrong && { defect: wrong.name }),
      policy,
      fixtures: configuration.of(settings.fixtures) ?? [],
      specs: configuration.of(settings.specs) ?? [],
      seed: configuration.of(settings.seed),
      isStateful: configuration.of(settings.stateful),
      watches: configuration.of(settings.watch),
      rateLimit: configuration.of(settings.rateLimit),
      isStrict: configuration.of(settings.strict),
      shutdownTimeoutMs: configuration.of(settings.shutdownTimeoutMs),
      idleGraceMs: IDLE_GRACE_MS,
      limits: limitsIn(configuration),
      ...(traces && { traces }),
    };
    const server = await startServer(options, log).catch((error: unknown) => {
      if (error instanceof FixturesError) throw error;
      throw new UsageError(startProblem(error, port, host), { cause: error });
    });
    stopWhenTold(server);
    const warning = wrong ? `It bills wrongly, on purpose: ${wrong.sentence}\n` : '';
    process.stdout.write(
      `Billing mock server on ${server.url} (the API: ${server.url}/docs)\n${warning}${linesOf(server.notices)}`,
    );
  },
};

/** Whether the variables of OpenTelemetry ask for traces. Throws a `UsageError` for a collector whose URL is none. */
function tracesTo(environment: NodeJS.ProcessEnv, log: Log): true | undefined {
  const collector = collectorVariable(environment);
  if (!collector) return undefined;
  const { name, url } = collector;
  if (!isHttpUrl(url)) throw new UsageError(`${name} has to be an http or https URL, not '${url}'.`);
  const protocol = otherProtocol(environment);
  if (protocol !== undefined) log.warned(`Traces are sent as http/json, not as ${protocol}: see that ${url} takes it.`);
  return true;
}

const MAX_NOTICES = 30;

/** The first notices, a line each, and how many there are more. */
function linesOf(notices: readonly string[]): string {
  const more = notices.length - MAX_NOTICES;
  const shown = more > 0 ? [...notices.slice(0, MAX_NOTICES), `… and ${more} notices more.`] : notices;
  return shown.map((notice) => `${notice}\n`).join('');
}

function limitsIn(configuration: Configuration): Limits {
  const limits: Record<LimitName, number> = { ...DEFAULT_LIMITS };
  for (const name of limitNames) limits[name] = configuration.of(limitSettings[name]);
  return limits;
}

/** The policy and the defect to bill by. */
async function billingOf(configuration: Configuration) {
  const catalog = configuration.of(settings.catalog);
  const name = configuration.of(settings.defect);
  const policy =
    catalog === undefined
      ? standardPolicy
      : await inWordsOf(configuration.sourceOf(settings.catalog), () =>
          loadCatalog(catalog, () => tellOfWait(catalog)),
        );
  const wrong =
    name === undefined
      ? undefined
      : await inWordsOf(configuration.sourceOf(settings.defect), () => defectCalled(name, policy));
  return { policy, wrong };
}

function tellOfWait(catalog: string): void {
  process.stderr.write(`Waiting for the catalog to come from ${catalog}.\n`);
}

/** Names the place that a wrong value comes from, unless that is the command line or the mistakes have places of their own. */
async function inWordsOf<Result>(source: string | undefined, read: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof BillingError || error instanceof CatalogError)) throw error;
    const isPlain = source === undefined || source.startsWith('--');
    const hasPlaces = error instanceof CatalogError && error.mistakes.length > 0;
    throw new UsageError(isPlain || hasPlaces ? error.message : `${source}: ${error.message}`, { cause: error });
  }
}

function startProblem(error: unknown, port: number, host: string | undefined): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (error instanceof DocumentError) return error.message;
  if (code === 'EADDRINUSE') {
    const airPlay = port === DEFAULT_PORT ? ' (on a Mac often by AirPlay Receiver)' : '';
    return `Port ${port} is taken${airPlay}: choose another with --port or MOCK_SERVER_PORT.`;
  }
  if (code === 'EACCES') return `Port ${port} needs more rights than this user has: choose one above 1023 with --port.`;
  if (typeof code === 'string' && NO_ADDRESS.includes(code))
    return `${host} is no address of this machine: choose another --host.`;
  return `The server cannot start: ${error instanceof Error ? error.message : String(error)}`;
}
