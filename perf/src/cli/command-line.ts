import { readFileSync } from 'node:fs';
import { Argument, Command, CommanderError, Option } from 'commander';
import { UsageError } from '../budgets/usage-error.ts';
import { type ScriptName, scriptNames } from '../requests/script-names.ts';
import { workloads } from '../requests/workloads.ts';
import { fileName, header, targetAddress, time, wholeNumber, workloadsNamed } from './option-values.ts';
import type { K6Options, RunOptions, Task } from './task.ts';

const manifest: { readonly version: string } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);

/** The version of this package. */
export const { version } = manifest;

const HOUR_MS = 3_600_000;
const MAX_RATE = 100_000;
const MAX_CONNECTIONS = 10_000;
const MAX_ACCOUNTS = 10_000;
const MAX_NUMBER = 999_999_999;

const examples = `
Examples:
  billing-perf run
  billing-perf run --workloads ingest,mixed --duration 30s --html report.html
  billing-perf run --target http://localhost:5000 --json baseline.json
  billing-perf run --compare baseline.json
  billing-perf k6 load --target http://localhost:5000

The mock server allows 500 requests a second and account unless it is told otherwise. A server that billing-perf starts has a limit
out of reach; start yours with --rate-limit 1000000.

Exit codes: 0 every budget is met, 1 a budget is missed, the state of an account is wrong or a ratio got worse, 2 wrong usage,
3 the target can't be reached, fails, limits the load, or was not measured to the end, 4 there is no k6.`;

/** Reads the command line; nothing when it asked for help. Throws a `UsageError`. */
export function readArguments(argv: readonly string[]): Task | undefined {
  let task: Task | undefined;
  try {
    newProgram((asked) => {
      task = asked;
    }).parse(argv);
    return task;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw new UsageError(sentenceOf(error), { cause: error });
  }
}

function newProgram(ask: (task: Task) => void): Command {
  const program = new Command('billing-perf')
    .description('Measures a billing API under load, and says whether it meets its budgets.')
    .version(version)
    .addHelpText('after', examples)
    .configureOutput({ writeErr: () => undefined })
    .exitOverride();
  const run = program
    .command('run')
    .description('measure workloads at a constant rate and at full speed (with autocannon)')
    .allowExcessArguments(false)
    .addHelpText('after', examples);
  for (const option of [...targetOptions(), ...loadOptions(), ...reportOptions(), compareOption()])
    run.addOption(option);
  run.action((options: RunOptions) => ask({ command: 'run', options }));
  const k6 = program
    .command('k6')
    .description('run a script with k6 1.3 or newer, which K6_BIN names or PATH has')
    .addArgument(new Argument('<script>', 'which script').choices(scriptNames))
    .allowExcessArguments(false)
    .addHelpText('after', examples);
  for (const option of [...targetOptions(), ...k6Options(), ...reportOptions()]) k6.addOption(option);
  k6.action((script: ScriptName, options: K6Options) => ask({ command: 'k6', script, options }));
  return program;
}

function targetOptions(): Option[] {
  return [
    new Option('--target <url>', 'what to measure (default: a mock server, started for the run)')
      .env('BILLING_PERF_TARGET')
      .argParser(targetAddress),
    new Option('--allow-remote', 'send load to an address that is not of this machine'),
    new Option(
      '--header <header>',
      "header of every request, like 'Authorization: Bearer …'; may be repeated",
    ).argParser(header),
    new Option('--timeout <time>', 'time limit of one request')
      .default(10_000, '10s')
      .argParser(time('--timeout', HOUR_MS)),
    new Option(
      '--rate-limit <number>',
      'requests a second and account that the started server allows; answers 429 then count as answers (default: out of reach)',
    ).argParser(wholeNumber('--rate-limit', 1, 1_000_000)),
  ];
}

function loadOptions(): Option[] {
  const names = workloads.map(({ name }) => name).join(',');
  return [
    new Option('--workloads <names>', 'which workloads, like read,mixed')
      .default(workloads, names)
      .argParser(workloadsNamed),
    new Option('--rate <number>', 'requests a second, at the constant rate')
      .default(500)
      .argParser(wholeNumber('--rate', 1, MAX_RATE)),
    new Option('--duration <time>', 'how long the constant rate lasts, for each workload')
      .default(10_000, '10s')
      .argParser(time('--duration', 24 * HOUR_MS)),
    new Option('--rounds <number>', 'how many rounds at full speed, for each workload and server; 0 for none')
      .default(3)
      .argParser(wholeNumber('--rounds', 0, 1_000)),
    new Option('--round <time>', 'how long one round at full speed lasts')
      .default(2_000, '2s')
      .argParser(time('--round', HOUR_MS)),
    new Option('--connections <number>', 'how many connections')
      .default(50)
      .argParser(wholeNumber('--connections', 1, MAX_CONNECTIONS)),
    new Option('--accounts <number>', 'how many accounts, for each workload')
      .default(50)
      .argParser(wholeNumber('--accounts', 1, MAX_ACCOUNTS)),
    new Option('--max-requests <number>', 'largest number of requests in each load')
      .default(1_000_000)
      .argParser(wholeNumber('--max-requests', 1, MAX_NUMBER)),
    new Option('--seed <number>', 'seed of the readings and of the order of requests')
      .default(1)
      .argParser(wholeNumber('--seed', 0, MAX_NUMBER)),
    new Option('--keep-accounts', 'do not delete the accounts after the run'),
  ];
}

function k6Options(): Option[] {
  return [
    new Option(
      '--rate <number>',
      'requests a second, of which each stage of the script is a multiple (default: 500)',
    ).argParser(wholeNumber('--rate', 1, MAX_RATE)),
    new Option('--duration <time>', 'how long the script runs (default: its own duration)').argParser(
      time('--duration', 24 * HOUR_MS),
    ),
    new Option('--accounts <number>', 'how many accounts (default: 50)').argParser(
      wholeNumber('--accounts', 1, MAX_ACCOUNTS),
    ),
  ];
}

function reportOptions(): Option[] {
  return [
    new Option('--budgets <file>', 'YAML or JSON file of budgets (default: those of this package)').argParser(fileName),
    new Option('--json <file>', 'write the report as JSON, which --compare reads').argParser(fileName),
    new Option('--html <file>', 'write the report as one HTML page').argParser(fileName),
  ];
}

function compareOption(): Option {
  return new Option('--compare <file>', 'fail when a ratio is worse than in this earlier report').argParser(fileName);
}

/** The error of commander in one line. */
function sentenceOf({ code, message }: CommanderError): string {
  if (code === 'commander.help') return 'Say what to do: run or k6. --help tells more.';
  return `${message.replace(/^error: |[.\s]+$/g, '').replaceAll('\n', ' ')}. --help lists the options.`;
}
