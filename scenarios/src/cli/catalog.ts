import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Policy, parseCatalog, printCatalog, standardPolicy } from '@billing-testkit/engine';
import { UsageError } from '../matrices/usage-errors.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'this user may not read it',
};

const MEBIBYTE = 1024 * 1024;

interface Limits {
  /** As much as such a file ever is; any size when absent. */
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

const DIGITS = 12;

/** The policy of a catalog, and what runs call it. */
export interface NamedPolicy {
  readonly policy: Policy;
  /** The first digits of the catalog's digest, whatever its comments; none when it is the built-in one. */
  readonly catalog?: string;
}

/** The policy in a file, or the built-in one when none is named. Throws a `CatalogError`, or a `UsageError` when it can't be read. */
export function policyOf(file: string | undefined): NamedPolicy {
  if (file === undefined) return { policy: standardPolicy };
  const policy = parseCatalog(readText('The catalog', file, { maxMebibytes: 1 }), file);
  const text = printCatalog(policy);
  if (text === printCatalog(standardPolicy)) return { policy };
  return { policy, catalog: createHash('sha256').update(text).digest('hex').slice(0, DIGITS) };
}
