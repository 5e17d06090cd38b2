import { readFileSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import { parseCoverage } from '../matrices/coverage.ts';
import { parseMonths } from '../matrices/members-and-months.ts';
import { parseShard } from '../matrices/shard.ts';
import { UsageError } from '../matrices/usage-errors.ts';
import { DEFAULT_CONCURRENCY } from '../runs/run-cells.ts';
import { DEFAULT_TIMEOUT_MS } from '../targets/target-options.ts';
import { fileName, filter, header, milliseconds, names, wholeNumber } from './option-values.ts';
import type { DefectsOptions, FitTaskOptions, MergeOptions, RunSettings, Task } from './task.ts';

const manifest: { readonly version: string } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);

/** The version of this package. */
const { version } = manifest;

/** The options as commander reads them: there may be no target. */
type Asked = Omit<RunSettings, 'target'> & Partial<Pick<RunSettings, 'target'>>;
type AskedFit = Omit<FitTaskOptions, 'target' | 'write'> & Partial<Pick<FitTaskOptions, 'target' | 'write'>>;

const DEFAULT_FIT_MS = 600_000;
const MAX_SEED = 999_999_999;
const MAX_CONCURRENCY = 1_000;
const MAX_WORKERS = 256;

const examples = `
Examples:
  billing-matrix run --target mock
  billing-matrix run smoke --target http://localhost:5000
  billing-matrix run standard --target https://staging.example.com --members kr,jp --months 2025-01..2025-03
  billing-matrix run standard --target ./my-adapter.js --coverage pairwise --html report.html
  billing-matrix run credits --target mock --defect expired-credit-used
  billing-matrix run standard --target mock --shard 2/8 --json shard-2.json
  billing-matrix merge shard-*.json --junit report.xml
  billing-matrix fit --target https://staging.example.com --write catalog.yaml

Exit codes:
  0  every bill that could be compared agrees
  1  a bill differs
  2  wrong usage, or less than half of the bills could be compared (unless --allow-skipped)
  3  the target can't be reached, fails, or was not run to the end; or a report could not be written
Of fit: 0 every bill agrees with the catalog that was written, 1 some do not (its comments name them), 2 wrong usage, 3 nothing was written
Of defects: 0 every mistake is found, 1 a mistake is not found, 2 wrong usage, 3 not tried to the end`;

/** Reads the command line; nothing when it asked for help. Throws a `UsageError` or `SelectionError`. */
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
  const program = new Command('billing-matrix')
    .description('Holds any billing system against the reference engine, and says which rule it breaks.')
    .version(version)
    .addHelpText('after', examples)
    .configureOutput({ writeErr: () => undefined })
    .exitOverride();
  addRun(program, ask);
  addFit(program, ask);
  withReports(program.command('merge <reports...>').addOption(allowSkippedOption()))
    .description('put the JSON reports of shards together')
    .action((files: string[], options: MergeOptions) => ask({ command: 'merge', files, options }));
  program
    .command('defects [matrix...]')
    .description('print which known-wrong engines which matrices find out (default: the built-in ones)')
    .option('--diagnosis', 'try, too, how well the diagnosis names each')
    .addOption(catalogOption())
    .action((matrices: string[], options: DefectsOptions) => ask({ command: 'defects', matrices, options }));
  program
    .command('list')
    .description('list the matrices, their dimensions and how many cells they have')
    .allowExcessArguments(false)
    .action(() => ask({ command: 'list' }));
  return program;
}

function addRun(program: Command, ask: (task: Task) => void): void {
  const run = program
    .command('run [matrix]')
    .description('run a matrix, by its name or from a module of your own (default: standard)')
    .allowExcessArguments(false)
    .addHelpText('after', examples);
  for (const option of [...targetOptions(), ...cellOptions(), ...runnerOptions()]) run.addOption(option);
  // A missing target is reported only when all else is right: a mistyped --target is a better reason.
  withReports(run).action((matrix: string | undefined, { target, ...options }: Asked) => {
    if (target !== undefined) ask({ command: 'run', matrix, options: { ...options, target } });
    else throw new UsageError('Say what to run against: --target mock, a URL, or the path of a module with a target.');
  });
}

function addFit(program: Command, ask: (task: Task) => void): void {
  const fit = program
    .command('fit')
    .description('find the catalog by which a target bills: other figures, and other choices of rules')
    .allowExcessArguments(false)
    .addHelpText('after', examples);
  for (const option of [...targetOptions(), ...fitOptions()]) fit.addOption(option);
  fit.action(({ target, write, ...options }: AskedFit) => {
    if (target === undefined)
      throw new UsageError('Say whose catalog to find: --target and a URL, or the path of a module.');
    if (write === undefined) throw new UsageError('Say where the catalog goes: --write catalog.yaml.');
    ask({ command: 'fit', options: { ...options, target, write } });
  });
}

function fitOptions(): Option[] {
  return [
    new Option('--write <file>', 'write the catalog that is found').argParser(fileName),
    new Option(
      '--members <members>',
      'members to find, like kr,sg:SGD: those of the catalog by name, and others with their currency',
    ).argParser(names),
    new Option(
      '--counters <counters>',
      'counters that have prices of their own, like calls,storage.ssd:GB: with the unit that a price is for',
    ).argParser(names),
    concurrencyOption(),
    new Option('--within <time>', 'time limit of the whole fit, like 90s or 10m')
      .default(DEFAULT_FIT_MS, '10m')
      .argParser(milliseconds('--within')),
  ];
}

function targetOptions(): Option[] {
  return [
    new Option('--target <target>', 'a URL, mock, or the path of a module that exports a target').env('BILLING_TARGET'),
    new Option('--via <way>', 'bill each case on an account of its own, or by a preview')
      .choices(['account', 'preview'])
      .default('account'),
    new Option(
      '--header <header>',
      "header of every request, like 'Authorization: Bearer …'; may be repeated",
    ).argParser(header),
    new Option(
      '--timeout <time>',
      'time limit of one request, or of one case of an adapter: 500ms, 10s, 5000 (milliseconds)',
    )
      .default(DEFAULT_TIMEOUT_MS, '10s')
      .argParser(milliseconds('--timeout')),
    new Option('--keep-accounts', 'do not delete accounts once their bills are read'),
    new Option('--defect <names>', 'defects of --target mock: what it gets wrong on purpose').argParser(names),
    catalogOption(),
  ];
}

function catalogOption(): Option {
  return new Option(
    '--catalog <file>',
    'YAML file of the members, prices, limits and rules to bill by; billing-mock-server --print-catalog prints one (default: built in)',
  ).argParser(fileName);
}

function cellOptions(): Option[] {
  return [
    new Option('--members <members>', 'members to bill, like kr,jp (default: those of the matrix or of the catalog)'),
    new Option('--months <months>', 'months to bill, like 2025-01..2025-12 (default: those of the matrix)').argParser(
      parseMonths,
    ),
    new Option(
      '--filter <filter>',
      'cells to run, like member=kr,credits=ALL; values of one dimension are alternatives',
    ).argParser(filter),
    new Option(
      '--coverage <coverage>',
      'how many cells of the matrix run: full (all), pairwise (every pair of values) or sample=N',
    )
      .default('full')
      .argParser(parseCoverage),
    new Option('--seed <number>', 'seed of the choice of cells, for pairwise and sample')
      .default(1)
      .argParser(wholeNumber('--seed', 0, MAX_SEED)),
    new Option('--shard <part>', 'part of the cells to run, like 2/8: the second of eight parts').argParser(parseShard),
  ];
}

function runnerOptions(): Option[] {
  return [
    new Option(
      '--workers <number>',
      'how many threads run cases (default: the cores, or fewer for few cases); an adapter has one unless it allows copies',
    ).argParser(wholeNumber('--workers', 1, MAX_WORKERS)),
    concurrencyOption(),
    new Option('--bail <number>', 'stop after so many differing cells').argParser(wholeNumber('--bail', 1, MAX_SEED)),
    allowSkippedOption(),
    new Option('--no-diagnosis', 'neither look for what is wrong nor for the plainest case that shows it'),
    new Option('--write-test <file>', 'write a Vitest test of the plainest case that differs').argParser(fileName),
  ];
}

function concurrencyOption(): Option {
  return new Option(
    '--concurrency <number>',
    `how many cases run at a time, in all workers together (default: ${DEFAULT_CONCURRENCY}, or --workers if that is more)`,
  ).argParser(wholeNumber('--concurrency', 1, MAX_CONCURRENCY));
}

function allowSkippedOption(): Option {
  return new Option('--allow-skipped', 'succeed also when less than half of the bills could be compared');
}

function withReports(command: Command): Command {
  return command
    .addOption(new Option('--json <file>', 'write the report as JSON, which merge reads').argParser(fileName))
    .addOption(new Option('--junit <file>', 'write the report as JUnit XML').argParser(fileName))
    .addOption(new Option('--html <file>', 'write the report as one HTML page').argParser(fileName))
    .option('--github', 'add a summary to the GitHub step (default: where GITHUB_STEP_SUMMARY is set)');
}

/** The error of commander in one line. */
function sentenceOf({ code, message }: CommanderError): string {
  if (code === 'commander.help') return 'Say what to do: run, merge, fit, defects or list. --help tells more.';
  return `${message.replace(/^error: |[.\s]+$/g, '').replaceAll('\n', ' ')}. --help lists the options.`;
}
