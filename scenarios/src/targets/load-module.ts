import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../matrices/usage-errors.ts';
import type { Target } from './target.ts';

/** What is looked for in a module. */
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

/** What is wanted of a module's exports. Throws a `UsageError` when it can't be loaded or has no such thing. */
export async function loadExport<Value>(file: string, { name, is, must }: Wanted<Value>): Promise<Value> {
  const path = resolve(file);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`There is no file ${file}.`);
  const exported = new Map<string, unknown>(Object.entries(await load(file, path)));
  const named = ['default', name].map((candidate) => exported.get(candidate)).find(is);
  if (named) return named;
  const [only, another] = [...exported.values()].filter(is);
  if (!only) throw new UsageError(`${file} exports no ${name}: ${must}.`);
  if (another) throw new UsageError(`${file} exports more than one ${name}: call the one to take ${name}.`);
  return only;
}

async function load(file: string, path: string): Promise<object> {
  try {
    return await import(pathToFileURL(path).href);
  } catch (cause) {
    throw new UsageError(`${file} cannot be loaded: ${loadingProblem(cause)}`, { cause });
  }
}

function loadingProblem(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if ('code' in cause && cause.code === 'ERR_UNKNOWN_FILE_EXTENSION') {
    return 'this Node reads no TypeScript: take Node 22.18 or later, or compile it.';
  }
  return `${cause.name}: ${cause.message.replaceAll('\n', ' ')}`;
}

/** The target that a module exports. Throws a `UsageError` when there is none. */
export async function loadTarget(file: string): Promise<Target> {
  const must = 'it must be an object with a name and a function bill(case, context)';
  return loadExport(file, { name: 'target', is: isTarget, must });
}

function isTarget(value: unknown): value is Target {
  if (typeof value !== 'object' || value === null) return false;
  const { name, bill, check, close, omits }: Partial<Record<keyof Target, unknown>> = value;
  const isOptionalFunction = (member: unknown) => member === undefined || typeof member === 'function';
  return (
    typeof name === 'string' &&
    typeof bill === 'function' &&
    [check, close].every(isOptionalFunction) &&
    (omits === undefined || Array.isArray(omits))
  );
}
