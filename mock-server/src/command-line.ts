import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_PORT, DEFAULT_RATE_LIMIT } from './defaults.ts';

const MAX_PORT = 65_535;
const MAX_RATE = 1_000_000;

/** What the server was told on its command line, or by environment variables. */
export interface Arguments {
  readonly port: number;
  readonly host?: string;
  readonly rateLimit: number;
  readonly strict?: boolean;
  readonly catalog?: string;
  readonly printCatalog?: true;
  readonly defect?: string;
}

/** The server can't be started as told; the message is one for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The arguments, or nothing when help was asked for and given. Throws a `UsageError`. */
export function readArguments(argv: readonly string[]): Arguments | undefined {
  try {
    return newProgram().parse(argv).opts<Arguments>();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw new UsageError(`${sentenceOf(error)} --help lists the options.`, { cause: error });
  }
}

function newProgram(): Command {
  return new Command('billing-mock-server')
    .description('A billing provider to test against: stateful, exact, isolated per account.')
    .addOption(
      new Option('--port <number>', 'port to listen on, 0 for a free one')
        .env('MOCK_SERVER_PORT')
        .default(DEFAULT_PORT)
        .argParser(wholeNumber('A port', MAX_PORT)),
    )
    .addOption(new Option('--host <address>', 'address to listen on (default: all interfaces)').env('MOCK_SERVER_HOST'))
    .addOption(
      new Option('--rate-limit <number>', 'requests a second and account, 0 for no limit')
        .env('MOCK_SERVER_RATE_LIMIT')
        .default(DEFAULT_RATE_LIMIT)
        .argParser(wholeNumber('A rate limit', MAX_RATE)),
    )
    .option('--strict', 'refuse unknown fields, accounts and contracts that were not created')
    .addOption(
      new Option('--catalog <file>', 'YAML file of the members, prices and limits to bill by (default: built in)')
        .env('MOCK_SERVER_CATALOG')
        .argParser(fileName),
    )
    .option('--print-catalog', 'print the catalog to bill by, the built-in one to start from, and exit')
    .addOption(
      new Option(
        '--defect <name>',
        'bill by an engine that is known to be wrong, to see whether your tests notice',
      ).env('MOCK_SERVER_DEFECT'),
    )
    .allowExcessArguments(false)
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
}

/** What commander found wrong, on one line. */
function sentenceOf({ message }: CommanderError): string {
  return `${message.replace(/^error: |[.\s]+$/g, '').replaceAll('\n', ' ')}.`;
}

function wholeNumber(what: string, max: number): (text: string) => number {
  return (text) => {
    if (/^\d+$/.test(text) && Number(text) <= max) return Number(text);
    throw new InvalidArgumentError(`${what} is a whole number from 0 to ${max}`);
  };
}

function fileName(text: string): string {
  if (text !== '') return text;
  throw new InvalidArgumentError('It needs the name of a file');
}
