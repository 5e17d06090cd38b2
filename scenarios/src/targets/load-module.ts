import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../matrices/usage-errors.ts';
import { checkDeclarations, type Target } from './target.ts';

/** The kind of export that is looked for in a module. */
interface Wanted<Value> {
  /** The name it is exported by, if not as default or as the only one of its kind. */
  readonly name: string;
  readonly is: (value: unknown) => value is Value;
  /** Ends the sentence that there is none, like `it must be what defineMatrix() returns`. */
  readonly must: string;
}

/** Whether a word is the path of a module rather than a name. */
export function isModulePath(word: string): boolean {
  return /^\.{0,2}[/\\]|^[A-Za-z]:[/\\]|\.[cm]?[jt]s$/.test(word);
}

/** An export of a module. */
export interface LoadedExport<Value> {
  /** The name that it is exported by; `default` for the default export. */
  readonly name: string;
  readonly value: Value;
}

/** The time for loading a module with all that it waits for, in milliseconds. */
export const LOADED_WITHIN_MS = 30_000;

/**
 * Finds the wanted export of a module. Throws a `UsageError` when the module can't be loaded, or not within that many milliseconds, or
 * has no such export.
 */
export async function loadExport<Value>(
  file: string,
  { name, is, must }: Wanted<Value>,
  withinMs = LOADED_WITHIN_MS,
): Promise<LoadedExport<Value>> {
  const path = resolve(file);
  checkIsFile(file, path);
  const exports: readonly (readonly [string, unknown])[] = Object.entries(await loadWithin(withinMs, file, path));
  const fitting = exports.flatMap(([exported, value]) => (is(value) ? [{ name: exported, value }] : []));
  for (const preferred of ['default', name]) {
    const found = fitting.find((one) => one.name === preferred);
    if (found) return found;
  }
  const [only, another] = fitting;
  if (!only) throw new UsageError(`${file} exports no ${name}: ${must}.`);
  if (another) throw new UsageError(`${file} exports more than one ${name}: call the one to take ${name}.`);
  return only;
}

function checkIsFile(file: string, path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new UsageError(`There is no file ${file}.`);
  if (found.isDirectory()) throw new UsageError(`${file} cannot be loaded: it is a directory. Name a module in it.`);
  if (!found.isFile()) throw new UsageError(`${file} cannot be loaded: it is no file.`);
}

/** Loads a module. The timer also keeps the process from ending while the module waits for something that never comes. */
async function loadWithin(withinMs: number, file: string, path: string): Promise<object> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolveLate) => {
    timer = setTimeout(() => resolveLate(undefined), withinMs);
  });
  const loaded = await Promise.race([load(file, path), late]).finally(() => clearTimeout(timer));
  if (loaded) return loaded;
  throw new UsageError(
    `${file} cannot be loaded: it has not finished loading after ${withinMs / 1_000} seconds. Does an await at its top level never end?`,
  );
}

async function load(file: string, path: string): Promise<object> {
  try {
    return await import(pathToFileURL(path).href);
  } catch (cause) {
    throw new UsageError(`${file} cannot be loaded: ${loadingProblem(cause)}`, { cause });
  }
}

function loadingProblem(cause: unknown): string {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_UNKNOWN_FILE_EXTENSION') {
    return 'this Node reads no TypeScript: take Node 22.18 or later, or compile it.';
  }
  return errorText(cause);
}

/** An error of a user's module in one line, like `TypeError: x is not a function (my-adapter.ts:12)`. */
export function errorText(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const place = placeOf(cause);
  return `${cause.name}: ${cause.message.replaceAll('\n', ' ')}${place === undefined ? '' : ` (${place})`}`;
}

/** The folder of this package's own modules. */
const OWN = new URL('..', import.meta.url).pathname;

/** A path with a line. The stack of a syntax error begins with it, and frames in modules have it as a URL. */
const PLACE = /(?:^|file:\/\/)([^\s()]+\.[cm]?[jt]s):(\d+)/gm;

/** The first line of a user's file that the stack of an error names, like `my-adapter.ts:12`. */
function placeOf({ stack = '' }: Error): string | undefined {
  const places = [...stack.matchAll(PLACE)].map(([, path = '', line]) => ({ path, line }));
  const own = places.find(({ path }) => !path.startsWith(OWN) && !path.includes('/node_modules/'));
  return own && `${basename(own.path)}:${own.line}`;
}

/**
 * Finds the target that a module exports. Throws a `UsageError` when there is none, and a `TargetProblem` when it omits figures or
 * supports capabilities that there are not.
 */
export async function loadTarget(file: string, withinMs?: number): Promise<LoadedExport<Target>> {
  const must =
    'it must be an object with a name and a function bill(case, context); omits and supports are lists, allowsCopies is true or false';
  const found = await loadExport(file, { name: 'target', is: isTarget, must }, withinMs);
  checkDeclarations(found.value);
  return found;
}

function isTarget(value: unknown): value is Target {
  if (typeof value !== 'object' || value === null) return false;
  const { name, bill, check, close, allowsCopies, ...lists }: Partial<Record<keyof Target, unknown>> = value;
  const { omits, supports, members, counters } = lists;
  const isOptionalFunction = (member: unknown) => member === undefined || typeof member === 'function';
  return (
    typeof name === 'string' &&
    typeof bill === 'function' &&
    [check, close].every(isOptionalFunction) &&
    [omits, supports, members, counters].every((list) => list === undefined || Array.isArray(list)) &&
    ['undefined', 'boolean'].includes(typeof allowsCopies)
  );
}
