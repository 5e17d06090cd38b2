import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_PORT, DEFAULT_RATE_LIMIT, DEFAULT_SHUTDOWN_SECONDS } from './defaults.ts';
import { HOST_IS, isHost } from './host.ts';

const MAX_PORT = 65_535;
const MAX_RATE = 1_000_000;
const MAX_SHUTDOWN_SECONDS = 3_600;

/** What the server was told on its command line, or by environment variables. */
export interface Arguments {
  readonly port: number;
  readonly host?: string;
  readonly rateLimit: number;
  /** In seconds. */
  readonly shutdownTimeout: number;
  readonly strict?: boolean;
  readonly catalog?: string;
  readonly printCatalog?: true;
  readonly defect?: string;
}

/** The server can't be started as told; the message is one for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The arguments, or the text of the help when that was asked for. Throws a `UsageError`. */
export function readArguments(argv: readonly string[]): Arguments | string {
  let help = '';
  const program = newProgram().configureOutput({
    writeOut: (text) => {
      help += text;
    },
    outputError: () => undefined,
  });
  try {
    return program.parse(argv).opts<Arguments>();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return help;
    throw new UsageError(`${sentenceOf(error)} --help lists the options.`, { cause: error });
  }
}

function newProgram(): Command {
  return new Command('billing-mock-server')
    .description('A billing provider to test against: stateful, exact, isolated per account.')
    .addOption(
      fromEnvironment(new Option('--port <number>', 'port to listen on, 0 for a free one'), 'MOCK_SERVER_PORT')
        .default(DEFAULT_PORT)
        .argParser(wholeNumber('A port', MAX_PORT)),
    )
    .addOption(
      fromEnvironment(
        new Option('--host <address>', 'address to listen on (default: all interfaces)'),
        'MOCK_SERVER_HOST',
      ).argParser(host),
    )
    .addOption(
      fromEnvironment(
        new Option('--rate-limit <number>', 'requests a second and account, 0 for no limit'),
        'MOCK_SERVER_RATE_LIMIT',
      )
        .default(DEFAULT_RATE_LIMIT)
        .argParser(wholeNumber('A rate limit', MAX_RATE)),
    )
    .addOption(
      fromEnvironment(
        new Option('--shutdown-timeout <seconds>', 'how long requests may still take once the server is told to stop'),
        'MOCK_SERVER_SHUTDOWN_TIMEOUT',
      )
        .default(DEFAULT_SHUTDOWN_SECONDS)
        .argParser(wholeNumber('A time-out', MAX_SHUTDOWN_SECONDS)),
    )
    .option('--strict', 'refuse unknown fields, accounts and contracts that were not created')
    .addOption(
      fromEnvironment(
        new Option('--catalog <file>', 'YAML file of the members, prices and limits to bill by (default: built in)'),
        'MOCK_SERVER_CATALOG',
      ).argParser(fileName),
    )
    .option('--print-catalog', 'print the catalog to bill by, the built-in one to start from, and exit')
    .addOption(
      fromEnvironment(
        new Option('--defect <name>', 'bill by an engine that is known to be wrong, to see whether your tests notice'),
        'MOCK_SERVER_DEFECT',
      ),
    )
    .addHelpText('after', '\nA variable of the environment that is empty is taken for one that is not set.')
    .allowExcessArguments(false)
    .exitOverride();
}

/** An option that the variable stands for when it is not given. Files of settings leave a variable empty to say nothing. */
function fromEnvironment(option: Option, variable: string): Option {
  if (process.env[variable] === '') delete process.env[variable];
  return option.env(variable);
}

/** What commander found wrong, on one line. */
function sentenceOf({ message }: CommanderError): string {
  return `${message.replace(/^error: |[.\s]+$/g, '').replaceAll(/\s+/g, ' ')}.`;
}

function wholeNumber(what: string, max: number): (text: string) => number {
  return (text) => {
    if (/^\d+$/.test(text) && Number(text) <= max) return Number(text);
    throw new InvalidArgumentError(`${what} is a whole number from 0 to ${max}`);
  };
}

function host(text: string): string {
  if (isHost(text)) return text;
  throw new InvalidArgumentError(HOST_IS);
}

function fileName(text: string): string {
  if (text !== '') return text;
  throw new InvalidArgumentError('It needs the name of a file');
}
