import { closeSync, openSync, readSync } from 'node:fs';
import { CatalogError, type Policy, parseCatalog } from '@billing-testkit/engine';

const MAX_BYTES = 1024 * 1024;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'this user may not read it',
};

/** The policy in the catalog `file`. Throws a `CatalogError` that tells all that is wrong with it, or why it can't be read. */
export function loadCatalog(file: string): Policy {
  return parseCatalog(textIn(file), file);
}

function textIn(file: string): string {
  const bytes = readStart(file);
  if (bytes.length > MAX_BYTES) throw unreadable(file, 'it is larger than 1 MiB');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unreadable(file, 'it is not UTF-8 text', cause);
  }
}

/** The file, or as much of it as shows that it is too large: it may be a pipe, or endless. */
function readStart(file: string): Buffer {
  const bytes = Buffer.alloc(MAX_BYTES + 1);
  try {
    const descriptor = openSync(file, 'r');
    try {
      return bytes.subarray(0, fill(bytes, descriptor));
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    throw unreadable(file, reasonOf(cause), cause);
  }
}

function fill(bytes: Buffer, descriptor: number): number {
  let length = 0;
  for (let read = -1; read !== 0 && length < bytes.length; length += read) {
    read = readSync(descriptor, bytes, length, bytes.length - length, null);
  }
  return length;
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  return reasons[code] ?? code;
}

function unreadable(file: string, reason: string, cause?: unknown): CatalogError {
  return new CatalogError(`The catalog ${file} cannot be read: ${reason}.`, { cause });
}
