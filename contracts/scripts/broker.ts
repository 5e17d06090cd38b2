/**
 * Tells a Pact broker of our pact, or asks it whether the SDK can be deployed, by the command of the Pact project. The broker is the one
 * that `PACT_BROKER_BASE_URL` names, with `PACT_BROKER_TOKEN`. The arguments after the command go to Pact's own.
 *
 *     node scripts/broker.ts publish
 *     node scripts/broker.ts publish folder-of-other-pacts
 *     node scripts/broker.ts can-i-deploy --to-environment production
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PACTICIPANT = 'billing-sdk';
const EXIT_USAGE = 2;

/** The arguments of Pact's command for each of ours. */
const commands: Readonly<Record<string, () => string[]>> = {
  publish() {
    const pacts = fileURLToPath(new URL('../pacts', import.meta.url));
    const branch = branchName();
    return [
      'publish',
      ...(isOption(rest[0]) ? [pacts] : []),
      '--consumer-app-version',
      version(),
      ...(branch === undefined ? [] : ['--branch', branch]),
    ];
  },
  'can-i-deploy': () => ['can-i-deploy', '--pacticipant', PACTICIPANT, '--version', version()],
};

const [name = '', ...rest] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (!command) end(`Say what to do: ${Object.keys(commands).join(' or ')}.`);
if (!process.env.PACT_BROKER_BASE_URL)
  end('No broker is set: put its URL into PACT_BROKER_BASE_URL, and a token for it into PACT_BROKER_TOKEN.');
const bin = fileURLToPath(import.meta.resolve('@pact-foundation/pact-cli/bin/pact-broker.js'));
const { status } = spawnSync(process.execPath, [bin, ...command(), ...rest], {
  stdio: 'inherit',
  // Pact would tell its makers over the network that it is used.
  env: { ...process.env, PACT_DO_NOT_TRACK: 'true' },
});
process.exitCode = status ?? 1;

function isOption(argument: string | undefined): boolean {
  return argument === undefined || argument.startsWith('-');
}

/** The version of the SDK for the broker: the commit, unless the environment says another. */
function version(): string {
  return (
    process.env.PACT_CONSUMER_VERSION ||
    git('rev-parse', 'HEAD') ||
    end('There is no commit: set PACT_CONSUMER_VERSION.')
  );
}

/** CI checks out a commit, and tells the branch by a variable. */
function branchName(): string | undefined {
  const { PACT_CONSUMER_BRANCH, GITHUB_HEAD_REF, GITHUB_REF_NAME } = process.env;
  return PACT_CONSUMER_BRANCH || GITHUB_HEAD_REF || GITHUB_REF_NAME || git('branch', '--show-current') || undefined;
}

function git(...args: string[]): string {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}

function end(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(EXIT_USAGE);
}
