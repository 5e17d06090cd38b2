import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from './usage-error.ts';

/** Whether a word is the path of a module rather than a name. */
export function isModulePath(word: string): boolean {
  return /^\.{0,2}[/\\]|^[A-Za-z]:[/\\]|\.[cm]?[jt]s$/.test(word);
}

/** What a module exports as default or by a name, whatever that is. Throws a `UsageError` when it can't be loaded. */
export async function loadExport(file: string, name: string): Promise<unknown> {
  const path = resolve(file);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`There is no file ${file}.`);
  const exported = new Map<string, unknown>(Object.entries(await load(file, path)));
  return exported.get('default') ?? exported.get(name);
}

async function load(file: string, path: string): Promise<object> {
  try {
    return await import(pathToFileURL(path).href);
  } catch (cause) {
    throw new UsageError(`${file} cannot be loaded: ${reasonOf(cause)}`, { cause });
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if ('code' in cause && cause.code === 'ERR_UNKNOWN_FILE_EXTENSION') {
    return 'this Node reads no TypeScript: take Node 22.18 or later, or compile it.';
  }
  return `${cause.name}: ${cause.message.replaceAll('\n', ' ')}`;
}
