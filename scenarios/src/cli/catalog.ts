import { readFileSync } from 'node:fs';
import { type Policy, parseCatalog } from '@billing-testkit/engine';
import { UsageError } from '../matrices/usage-errors.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'this user may not read it',
};

const MEBIBYTE = 1024 * 1024;

interface Limits {
  /** The size of the largest file that is read; any size when absent. */
  readonly maxMebibytes?: number;
}

/** The text of a file that was named on the command line; `what` begins the message when it can't be read. */
export function readText(what: string, file: string, { maxMebibytes }: Limits = {}): string {
  const unreadable = (reason: string, cause?: unknown) =>
    new UsageError(`${what} ${file} cannot be read: ${reason}.`, { cause });
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw unreadable(reasons[code] ?? code, cause);
  }
  if (maxMebibytes !== undefined && bytes.length > maxMebibytes * MEBIBYTE) {
    throw unreadable(`it is larger than ${maxMebibytes} MiB`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unreadable('it is not UTF-8 text', cause);
  }
}

/** Reads the policy of a catalog. Throws a `CatalogError`, or a `UsageError` when the file can't be read. */
export function readPolicy(file: string): Policy {
  return parseCatalog(readText('The catalog', file, { maxMebibytes: 1 }), file);
}
