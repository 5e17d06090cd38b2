import { readFileSync } from 'node:fs';
import { CommandError } from '../documents/command-error.ts';
import { Command, CommanderError, Option } from './commander-package.ts';
import { date, fileNames, header, nonEmpty, selectors, serverUrl, statesUrl } from './option-values.ts';
import type { CheckOptions, DiffOptions, Task, VerifyOptions } from './task.ts';

const manifest: { readonly version: string } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);

const examples = `
Examples:
  billing-contracts verify --provider http://localhost:5000
  billing-contracts verify --provider https://billing.example --states https://billing.example/test/states
  billing-contracts verify --provider http://localhost:5000 --filter "a month is paid" --pact my-consumer.json
  billing-contracts check --pact my-consumer.json --document openapi.yaml
  billing-contracts diff released.yaml openapi.yaml

Exit codes: 0 all is well, 1 a promise is broken, 2 wrong usage or a file that can't be read, 3 a server can't be reached.`;

/** Reads the command line; nothing when it asked for help. Throws a `CommandError`. */
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
    throw new CommandError(sentenceOf(error), { cause: error });
  }
}

const missingProvider = 'Say which server to verify, as in --provider http://localhost:5000. --help lists the options.';

function newProgram(ask: (task: Task) => void): Command {
  const program = new Command('billing-contracts')
    .description('Holds a billing server and its clients to what they promised each other.')
    .version(manifest.version)
    .addHelpText('after', examples)
    .configureOutput({ writeErr: () => undefined })
    .exitOverride();
  const verify = program
    .command('verify')
    .description("send a provider the requests of pacts, and compare its answers (with Pact's verifier)")
    .allowExcessArguments(false)
    .addHelpText('after', examples);
  for (const option of [...providerOptions(), ...brokerOptions()]) verify.addOption(option);
  verify.action(({ provider, ...options }: Omit<VerifyOptions, 'provider'> & { provider?: string }) => {
    // Not a mandatory option of commander, which would ask for it before it names a misspelt one.
    if (provider === undefined) throw new CommandError(missingProvider);
    ask({ command: 'verify', options: { ...options, provider } });
  });
  program
    .command('check')
    .description('compare pacts with an OpenAPI document: does it allow what they ask for?')
    .allowExcessArguments(false)
    .addOption(
      new Option('--pact <file>', 'a pact file; may be repeated (default: those of this package)').argParser(fileNames),
    )
    .addOption(
      new Option(
        '--document <file>',
        'the OpenAPI document, in YAML or JSON (default: that of this package)',
      ).argParser(nonEmpty('--document')),
    )
    .action((options: CheckOptions) => ask({ command: 'check', options }));
  program
    .command('diff')
    .description('list what changed between two OpenAPI documents, and what of it breaks clients')
    .argument('<old>', 'the document that clients know, in YAML or JSON')
    .argument('<new>', 'the document that is to take its place')
    .allowExcessArguments(false)
    .option(
      '--unless-bumped',
      'exit with 0 when info.version says that something breaks: major, or minor while it is 0',
    )
    .action((oldFile: string, newFile: string, options: DiffOptions) =>
      ask({ command: 'diff', oldFile, newFile, options }),
    );
  return program;
}

function providerOptions(): Option[] {
  return [
    new Option('--provider <url>', 'the provider to verify').argParser(serverUrl('--provider')),
    new Option(
      '--states <url>',
      "URL that sets up provider states, or none (default: the provider's /pact-states)",
    ).argParser(statesUrl),
    new Option(
      '--filter <text>',
      'verify only interactions whose description contains the text; upper and lower case are the same',
    ).argParser(nonEmpty('--filter')),
    new Option(
      '--pact <file>',
      'a pact file; may be repeated (default: those of the broker, without one those of this package)',
    ).argParser(fileNames),
    new Option(
      '--header <header>',
      "header of every request, like 'Authorization: Bearer …'; may be repeated",
    ).argParser(header),
    new Option('--verbose', "show Pact's own output, too"),
  ];
}

function brokerOptions(): Option[] {
  return [
    new Option('--broker <url>', 'the Pact broker to take pacts from')
      .env('PACT_BROKER_BASE_URL')
      .argParser(serverUrl('PACT_BROKER_BASE_URL')),
    new Option('--token <text>', 'the token for the broker').env('PACT_BROKER_TOKEN'),
    new Option('--username <text>', 'the user at a broker without tokens').env('PACT_BROKER_USERNAME'),
    new Option('--password <text>', 'the password of the user').env('PACT_BROKER_PASSWORD'),
    new Option('--provider-name <name>', "the provider's name at the broker")
      .default('billing-api')
      .argParser(nonEmpty('--provider-name')),
    new Option('--provider-version <version>', 'the version of the provider that is verified')
      .env('PACT_PROVIDER_VERSION')
      .argParser(nonEmpty('--provider-version')),
    new Option('--provider-branch <branch>', 'the branch of that version')
      .env('PACT_PROVIDER_BRANCH')
      .argParser(nonEmpty('--provider-branch')),
    new Option('--publish', 'tell the broker the results'),
    new Option('--enable-pending', 'do not fail for a pact that this branch has never verified'),
    new Option(
      '--include-wip-pacts-since <date>',
      'verify work in progress since then, too, without failing for it',
    ).argParser(date),
    new Option('--selectors <json>', 'which pacts of the broker: consumer version selectors').argParser(selectors),
  ];
}

/** The error of commander in one line. */
function sentenceOf({ code, message }: CommanderError): string {
  if (code === 'commander.help') return 'Say what to do: verify, check or diff. --help tells more.';
  return `${message.replace(/^error: |[.\s]+$/gu, '').replaceAll('\n', ' ')}. --help lists the options.`;
}
