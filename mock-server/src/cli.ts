import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_PORT } from './default-port.ts';
import type { MockServer } from './start-mock-server.ts';

const BAD_USAGE = 2;
const MAX_PORT = 65_535;
const CLOSE_WITHIN_MS = 10_000;

interface Arguments {
  readonly port: number;
  readonly host?: string;
}

/** Runs the mock server until it is told to stop by SIGTERM or SIGINT; the exit code is 2 when it can't be started. */
export async function runMockServer(argv: readonly string[]): Promise<void> {
  const options = readArguments(argv);
  if (!options) return;
  try {
    // Loading the server takes half a second, which a mistyped option need not wait for.
    const { startMockServer } = await import('./start-mock-server.ts');
    const server = await startMockServer(options);
    process.stdout.write(`Billing mock server on ${server.url} (the API: ${server.url}/docs)\n`);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(server));
  } catch (error) {
    fail(startProblem(error, options));
  }
}

function readArguments(argv: readonly string[]): Arguments | undefined {
  const program = new Command('billing-mock-server')
    .description('A billing provider to test against: stateful, exact, isolated per account.')
    .addOption(
      new Option('--port <number>', 'port to listen on, 0 for a free one')
        .env('MOCK_SERVER_PORT')
        .default(DEFAULT_PORT)
        .argParser(toPort),
    )
    .addOption(new Option('--host <address>', 'address to listen on (default: all interfaces)').env('MOCK_SERVER_HOST'))
    .allowExcessArguments(false)
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
  try {
    return program.parse(argv).opts<Arguments>();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) fail(`${sentenceOf(error)} --help lists the options.`);
    return undefined;
  }
}

/** What commander found wrong, on one line. */
function sentenceOf({ message }: CommanderError): string {
  return `${message.replace(/^error: |[.\s]+$/g, '').replaceAll('\n', ' ')}.`;
}

function toPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= MAX_PORT) return port;
  throw new InvalidArgumentError(`A port is a whole number from 0 to ${MAX_PORT}`);
}

function startProblem(error: unknown, { port, host }: Arguments): string {
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

function fail(problem: string): void {
  process.stderr.write(`${problem}\n`);
  process.exitCode = BAD_USAGE;
}

/** Answers the requests in flight and exits; a connection that never ends is not waited for. */
async function stop(server: MockServer): Promise<void> {
  setTimeout(() => process.exit(), CLOSE_WITHIN_MS).unref();
  await server.close();
  process.exitCode = 0;
}
