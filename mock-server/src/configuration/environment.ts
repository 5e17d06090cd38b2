import { nearestName } from '../names/nearest-name.ts';
import type { Given, GivenTexts } from './given.ts';
import type { Setting } from './setting.ts';
import { optionOf, VARIABLE_PREFIX, variableOf } from './setting-names.ts';
import { allSettings } from './settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A variable that clients read, such as the tests of a user: it is no setting of a server. */
const OF_CLIENTS = `${VARIABLE_PREFIX}URL`;

/** The texts of the variables. One that is empty gives nothing: files of variables leave it empty to say so. */
export function givenByVariables(environment: Environment): GivenTexts {
  return new Map(
    allSettings.flatMap((setting): [Setting<unknown>, Given][] => {
      const name = variablesOf(setting).find((candidate) => isGiven(environment[candidate]));
      const text = name === undefined ? undefined : environment[name];
      if (name === undefined || text === undefined) return [];
      const refusal = `option '${optionOf(setting)}' value '${text}' from env '${name}' is invalid.`;
      return [[setting, { text, source: name, refusal }]];
    }),
  );
}

/** A sentence for each variable that is named like one of this server's and is none, with the name that was probably meant. */
export function unknownVariables(environment: Environment): string[] {
  const known = allSettings.map(variableOf);
  const unknown = Object.keys(environment).filter(
    (name) => name.startsWith(VARIABLE_PREFIX) && name !== OF_CLIENTS && !known.includes(name),
  );
  return unknown.map((name) => {
    const nearest = nearestName(withoutPrefix(name), known.map(withoutPrefix));
    const cure = nearest === undefined ? '--help lists those there are.' : `Did you mean ${VARIABLE_PREFIX}${nearest}?`;
    return `${name} is no variable of this server and is ignored. ${cure}`;
  });
}

function withoutPrefix(name: string): string {
  return name.slice(VARIABLE_PREFIX.length);
}

function variablesOf(setting: Setting<unknown>): string[] {
  return [variableOf(setting), setting.sharedVariable ?? []].flat();
}

function isGiven(text: string | undefined): boolean {
  return text !== undefined && text !== '';
}
