import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_LOG_LEVEL, DEFAULT_PORT, DEFAULT_RATE_LIMIT, DEFAULT_SHUTDOWN_SECONDS } from './defaults.ts';
import { HOST_IS, isHost } from './host.ts';
import { ORIGIN_IS, originTest } from './http/allowed-origin.ts';
import { LOG_LEVELS, type LogLevel } from './log/log.ts';

const MAX_PORT = 65_535;
const MAX_RATE = 1_000_000;
const MAX_SHUTDOWN_SECONDS = 3_600;

/** The settings from the command line and the environment variables. */
export interface Arguments {
  readonly port: number;
  readonly host?: string;
  readonly rateLimit: number;
  /** A time in seconds. */
  readonly shutdownTimeout: number;
  readonly corsOrigin?: readonly string[];
  readonly strict?: boolean;
  readonly catalog?: string;
  readonly logLevel: LogLevel;
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
  const program = new Command('billing-mock-server')
    .description('A billing provider to test against: stateful, exact, isolated per account.')
    .addHelpText('after', '\nA variable of the environment that is empty is taken for one that is not set.')
    .allowExcessArguments(false)
    .exitOverride();
  return [...listeningOptions(), ...billingOptions()].reduce((built, option) => built.addOption(option), program);
}

/** Options of the server itself: where it listens, which origins it allows, and how it ends. */
function listeningOptions(): Option[] {
  return [
    fromEnvironment(new Option('--port <number>', 'port to listen on, 0 for a free one'), 'MOCK_SERVER_PORT')
      .default(DEFAULT_PORT)
      .argParser(wholeNumber('A port', MAX_PORT)),
    fromEnvironment(
      new Option('--host <address>', 'address to listen on (default: all interfaces)'),
      'MOCK_SERVER_HOST',
    ).argParser(host),
    fromEnvironment(
      new Option('--rate-limit <number>', 'requests a second and account, 0 for no limit'),
      'MOCK_SERVER_RATE_LIMIT',
    )
      .default(DEFAULT_RATE_LIMIT)
      .argParser(wholeNumber('A rate limit', MAX_RATE)),
    fromEnvironment(
      new Option('--shutdown-timeout <seconds>', 'how long requests may still take once the server is told to stop'),
      'MOCK_SERVER_SHUTDOWN_TIMEOUT',
    )
      .default(DEFAULT_SHUTDOWN_SECONDS)
      .argParser(wholeNumber('A time-out', MAX_SHUTDOWN_SECONDS)),
    fromEnvironment(
      new Option(
        '--cors-origin <origin>',
        'origin, host name or * whose pages may send requests; more after commas (default: localhost, any port)',
      ),
      'MOCK_SERVER_CORS_ORIGIN',
    ).argParser(origins),
    fromEnvironment(new Option('--log-level <level>', 'how much the log on standard error has'), 'LOG_LEVEL')
      .default(DEFAULT_LOG_LEVEL)
      .choices(LOG_LEVELS),
  ];
}

/** Options of billing: the rules that the server bills by, and how strictly it reads requests. */
function billingOptions(): Option[] {
  return [
    new Option('--strict', 'refuse unknown fields, accounts and contracts that were not created'),
    fromEnvironment(
      new Option('--catalog <file>', 'YAML file of the members, prices and limits to bill by (default: built in)'),
      'MOCK_SERVER_CATALOG',
    ).argParser(fileName),
    new Option('--print-catalog', 'print the catalog to bill by, the built-in one to start from, and exit'),
    fromEnvironment(
      new Option('--defect <name>', 'bill by an engine that is known to be wrong, to see whether your tests notice'),
      'MOCK_SERVER_DEFECT',
    ),
  ];
}

/** An option that the variable stands for when it is not given. Files of settings leave a variable empty to say nothing. */
function fromEnvironment(option: Option, variable: string): Option {
  if (process.env[variable] === '') delete process.env[variable];
  return option.env(variable);
}

/** The mistake that commander found in the command line, on one line. */
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

/** The option may be given more than once, each time with several after commas. */
function origins(text: string, before: readonly string[] = []): string[] {
  const given = text.split(',').map((origin) => origin.trim());
  const wrong = given.find((origin) => !originTest(origin));
  if (wrong !== undefined) throw new InvalidArgumentError(`It ${ORIGIN_IS}`);
  return [...before, ...given];
}

function fileName(text: string): string {
  if (text !== '') return text;
  throw new InvalidArgumentError('It needs the name of a file');
}
