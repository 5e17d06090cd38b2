import { billingOf } from './cli-billing.ts';
import { OutputError, print, surviveLostOutput } from './cli-output.ts';
import { startProblem } from './cli-start-problem.ts';
import { stopWhenTold } from './cli-stop.ts';
import { readCommandLine, type Task } from './command-line.ts';
import { type Configuration, readConfiguration } from './configuration/configuration.ts';
import { unknownVariables } from './configuration/environment.ts';
import { limitSettings } from './configuration/limit-settings.ts';
import { settings } from './configuration/settings.ts';
import { UsageError } from './configuration/usage-error.ts';
import { explain } from './explain-command/explain.ts';
import { ExplainError } from './explain-command/explain-error.ts';
import { FixturesError } from './fixtures/fixtures-error.ts';
import { JsonLog } from './log/json-log.ts';
import type { Log } from './log/log.ts';
import { DEFAULT_LIMITS, type LimitName, type Limits, limitNames } from './options/limits.ts';
import { collectorVariable, isHttpUrl, otherProtocol } from './traces/collector-url.ts';

const FAILED = 1;
const BAD_USAGE = 2;
const BAD_FIXTURES = 3;

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
