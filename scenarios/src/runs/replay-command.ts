import type { Via } from '../cases/reference.ts';
import type { Cell, Matrix } from '../matrices/matrix.ts';
import { withoutCredentials } from '../targets/without-credentials.ts';

/** A word as a POSIX shell takes it, in quotes where it needs them. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** The options of the command line that decide the result of a cell. */
export interface ReplaySettings {
  /** The matrix as it was given: a name or the path of a module; the name of the default one when none was given. */
  readonly matrix: string;
  /** The target as it was given: `mock`, a URL, or the path of a module. */
  readonly target: string;
  readonly via: Via;
  readonly catalog?: string | undefined;
  /** The names of the mock's defects. */
  readonly defects?: readonly string[] | undefined;
  /** The headers. Only their names are written down, because their values may be secret. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Dimensions that may have other labels on the command line than in the matrix. */
const openDimensions = [
  { dimension: 'member', option: '--members' },
  { dimension: 'month', option: '--months' },
];

/** One command line that runs exactly this cell again. Secrets are left to the environment. */
export function replayCommand(settings: ReplaySettings, { dimensions }: Matrix, cell: Cell): string {
  const { matrix, via, catalog, defects = [], headers = {} } = settings;
  const others = openDimensions.flatMap(({ dimension, option }) => {
    const label = cell[dimension];
    const labels = dimensions.find(({ name }) => name === dimension)?.labels ?? [];
    return label === undefined || labels.includes(label) ? [] : [option, shellWord(label)];
  });
  const filter = dimensions.map(({ name }) => `${name}=${cell[name]}`).join(',');
  return [
    ...['npx billing-matrix run', shellWord(matrix), '--target', targetWord(settings.target)],
    ...(via === 'account' ? [] : ['--via', via]),
    ...(catalog === undefined ? [] : ['--catalog', shellWord(catalog)]),
    ...(defects.length === 0 ? [] : ['--defect', shellWord(defects.join(','))]),
    ...Object.keys(headers).flatMap((name) => ['--header', `${shellWord(`${name}: `)}"$${variableOf(name)}"`]),
    ...others,
    ...(filter === '' ? [] : ['--filter', shellWord(filter)]),
  ].join(' ');
}

/** The environment variable for the value of a header. */
export function variableOf(header: string): string {
  return header.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
}

/** The target as the command names it. A URL with a password in it is in the environment already, or can be put there. */
function targetWord(target: string): string {
  return hasPassword(target) ? '"$BILLING_TARGET"' : shellWord(target);
}

export function hasPassword(target: string): boolean {
  return withoutCredentials(target) !== target;
}
