import { closeSync, constants, openSync, readSync, type Stats, statSync } from 'node:fs';
import { CatalogError } from '@billing-testkit/engine';

const MAX_BYTES = 1024 * 1024;

/** The time that a pipe may stay silent while a writer has it open. */
const MAX_SILENCE_MS = 30_000;
const TELL_AFTER_MS = 1_000;
const LOOK_EVERY_MS = 20;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  ELOOP: 'it is a link that leads back to itself',
  ENAMETOOLONG: 'its name is too long',
};

/**
 * The bytes of the catalog `file`, which is a regular file or a pipe that somebody writes to, like `/dev/stdin` behind a `|`.
 * `onWait` is told once when the pipe keeps it waiting. Throws a `CatalogError`.
 */
export function bytesOf(file: string, onWait: () => void): Buffer {
  const { bytes, isPipe } = readStart(file, onWait);
  if (isPipe && bytes.length === 0) throw unreadable(file, 'it is a pipe that nobody writes to');
  if (bytes.length > MAX_BYTES) throw unreadable(file, 'it is larger than 1 MiB');
  return bytes;
}

export function unreadable(file: string, reason: string, cause?: unknown): CatalogError {
  return new CatalogError(`The catalog ${file} cannot be read: ${reason}.`, { cause });
}

/** The file, or as much of it as shows that it is too large. */
function readStart(file: string, onWait: () => void): { bytes: Buffer; isPipe: boolean } {
  try {
    const stats = statSync(file);
    const reason = notReadable(stats);
    if (reason !== undefined) throw unreadable(file, reason);
    // Opening a pipe that nobody writes to would wait for a writer without O_NONBLOCK, which Windows lacks, as it does such pipes.
    const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return { bytes: filled(Buffer.alloc(MAX_BYTES + 1), descriptor, onWait), isPipe: stats.isFIFO() };
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    if (cause instanceof CatalogError) throw cause;
    throw unreadable(file, reasonOf(cause), cause);
  }
}

function notReadable(stats: Stats): string | undefined {
  if (stats.isFile() || stats.isFIFO()) return undefined;
  if (stats.isDirectory()) return 'it is a directory';
  if (stats.isSocket()) return 'it is a socket: write the catalog to a file';
  return 'it is a device: write the catalog to a file';
}

function filled(bytes: Buffer, descriptor: number, onWait: () => void): Buffer {
  let length = 0;
  for (let read = -1; read !== 0 && length < bytes.length; length += read) {
    read = readWaiting(bytes.subarray(length), descriptor, onWait);
  }
  return bytes.subarray(0, length);
}

/** Reads what is there. While a pipe has nothing to read, but a writer, it looks again and again. */
function readWaiting(bytes: Buffer, descriptor: number, onWait: () => void): number {
  for (let waitedMs = 0; waitedMs < MAX_SILENCE_MS; waitedMs += LOOK_EVERY_MS) {
    try {
      return readSync(descriptor, bytes);
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') throw error;
    }
    if (waitedMs === TELL_AFTER_MS) onWait();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_EVERY_MS);
  }
  throw new Error(`nothing has come from it for ${MAX_SILENCE_MS / 1_000} seconds`);
}

function reasonOf(cause: unknown): string {
  const code = codeOf(cause);
  if (code !== undefined) return reasons[code] ?? code;
  return cause instanceof Error ? cause.message : String(cause);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
