import { readFileSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import type { Given, GivenTexts } from './configuration/given.ts';
import type { Setting } from './configuration/setting.ts';
import { defaultTextOf, optionOf, variableOf } from './configuration/setting-names.ts';
import { allSettings } from './configuration/settings.ts';
import { UsageError } from './configuration/usage-error.ts';
import { addExplainCommand, checkedArguments, type ExplainArguments } from './explain-command/explain-arguments.ts';
import type { ExplainRequest } from './explain-command/fetch-explanation.ts';

/** The task of the command: to run a server, or to print something and exit. */
export type Task = 'run' | 'printCatalog' | 'printConfiguration';

/** The command line: its task, and the texts that it gives for settings. */
export interface CommandLine {
  readonly task: Task;
  readonly given: GivenTexts;
}

/** A command line that asks for the explanation of a bill. */
export interface ExplainCommandLine {
  readonly explain: ExplainRequest;
}

/**
 * Reads the arguments. Gives the text of the help or the version when that was asked for. Throws a `UsageError`. `environment` may say
 * where the server is whose bill is to be explained.
 */
export function readCommandLine(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CommandLine | ExplainCommandLine | string {
  let output = '';
  let explain: ExplainArguments | undefined;
  const program = newProgram((given) => {
    explain = given;
  }).configureOutput({
    writeOut: (text) => {
      output += text;
    },
    outputError: () => undefined,
  });
  for (const command of program.commands) command.copyInheritedSettings(program);
  try {
    const texts = program.parse(argv).opts<Readonly<Record<string, unknown>>>();
    return explain
      ? { explain: checkedArguments(explain, environment) }
      : { task: taskOf(texts), given: givenIn(texts) };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return output;
    throw new UsageError(`${sentenceOf(error)} --help lists the options.`, { cause: error });
  }
}

function newProgram(onExplain: (given: ExplainArguments) => void): Command {
  const program = new Command('billing-mock-server')
    .description('A billing provider to test against: stateful, exact, isolated per account.')
    .version(versionOf())
    .addHelpText('after', HELP_END)
    .allowExcessArguments(false)
    .helpCommand(false)
    .enablePositionalOptions()
    .action(() => undefined)
    .exitOverride();
  addExplainCommand(program, onExplain);
  for (const option of [...allSettings.flatMap(optionsOf), ...taskOptions]) program.addOption(option);
  return program;
}

const HELP_END = `
Each option can also be given by its variable, or by its key in a
configuration file; --print-config shows the keys. An option comes before a
variable, and a variable before the file. An empty variable counts as not set.`;

const taskOptions: readonly Option[] = [
  new Option('--print-catalog', 'print the catalog to bill by, the built-in one to start from, and exit'),
  new Option(
    '--print-config',
    'print the configuration and where each value comes from, as a file for --config, and exit',
  ),
];

/** The options of a setting: a switch has one to turn it on and one to turn it off. */
function optionsOf(setting: Setting<unknown>): Option[] {
  const { type, description } = setting;
  const facts = [`default: ${defaultTextOf(setting)}`, `env: ${variablesOf(setting)}`];
  const option = new Option(optionOf(setting), `${description} (${facts.join(', ')})`);
  if (setting.heading !== undefined) option.helpGroup(setting.heading);
  if (type.placeholder === undefined) return [option, new Option(`--no-${setting.option}`).hideHelp()];
  return [type.isList ? option.argParser((text, before?: string) => [before ?? [], text].flat().join(',')) : option];
}

function variablesOf(setting: Setting<unknown>): string {
  return [variableOf(setting), setting.sharedVariable ?? []].flat().join(' or ');
}

function taskOf({ printCatalog, printConfig }: Readonly<Record<string, unknown>>): Task {
  if (printConfig === true) return 'printConfiguration';
  return printCatalog === true ? 'printCatalog' : 'run';
}

function givenIn(texts: Readonly<Record<string, unknown>>): GivenTexts {
  return new Map(
    allSettings.flatMap((setting): [Setting<unknown>, Given][] => {
      const value = texts[new Option(optionOf(setting)).attributeName()];
      if (value === undefined) return [];
      const text = String(value);
      const refusal = `option '${optionOf(setting)}' argument '${text}' is invalid.`;
      const source = value === false ? `--no-${setting.option}` : `--${setting.option}`;
      return [[setting, { text, source, refusal }]];
    }),
  );
}

/** The version of the package, whose file lies beside the folder of the sources, compiled or not. */
function versionOf(): string {
  const manifest: { readonly version: string } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  );
  return manifest.version;
}

/** The mistake that commander found in the command line, on one line. */
function sentenceOf({ message }: CommanderError): string {
  return `${message.replace(/^error: |[.\s]+$/g, '').replaceAll(/\s+/g, ' ')}.`;
}
