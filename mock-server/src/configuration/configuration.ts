import { givenByVariables } from './environment.ts';
import type { Given, GivenTexts } from './given.ts';
import type { Setting } from './setting.ts';
import { allSettings, configFile } from './settings.ts';
import { UsageError } from './usage-error.ts';

/**
 * The values that options of the command, variables of the environment and the file that one of them names give. Rejects with a
 * `UsageError` that tells, one a line, each text that is no value of its setting.
 */
export async function readConfiguration(
  options: GivenTexts,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Configuration> {
  const outside = new Map([...givenByVariables(environment), ...options]);
  const file = valueIn(outside.get(configFile), configFile);
  return new Configuration(new Map([...(file === undefined ? [] : await givenByFile(file)), ...outside]));
}

async function givenByFile(file: string): Promise<GivenTexts> {
  // Only a server with a configuration file loads the parser of YAML.
  const configuration = await import('./config-file.ts');
  return configuration.givenByFile(file);
}

/** The values of all settings: an option of the command comes before a variable, a variable before the file, all before the default. */
export class Configuration {
  readonly #given: GivenTexts;

  /** Throws a `UsageError` that tells, one a line, each text that is no value of its setting. */
  constructor(texts: GivenTexts) {
    this.#given = texts;
    const refusals = allSettings.flatMap((setting) => {
      const given = this.#given.get(setting);
      return given && setting.type.parse(given.text) === undefined ? [refusalOf(given, setting)] : [];
    });
    if (refusals.length > 0) throw new UsageError(refusals.join('\n'));
  }

  of<Value>(setting: Setting<Value> & { readonly default: Value }): Value;
  of<Value>(setting: Setting<Value>): Value | undefined;
  of<Value>(setting: Setting<Value>): Value | undefined {
    return valueIn(this.#given.get(setting), setting) ?? setting.default;
  }

  /** The place that the value comes from; `undefined` for a default. */
  sourceOf(setting: Setting<unknown>): string | undefined {
    return this.#given.get(setting)?.source;
  }
}

function valueIn<Value>(given: Given | undefined, setting: Setting<Value>): Value | undefined {
  if (!given) return undefined;
  const value = setting.type.parse(given.text);
  if (value === undefined) throw new UsageError(refusalOf(given, setting));
  return value;
}

function refusalOf({ refusal, isOfFile }: Given, { type }: Setting<unknown>): string {
  return `${refusal} ${type.rule}.${isOfFile ? '' : ' --help lists the options.'}`;
}
