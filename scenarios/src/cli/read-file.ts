import { closeSync, constants, openSync, readSync, type Stats, statSync } from 'node:fs';
import { textOfFile, unreadableReason } from '@billing-testkit/engine';
import { UsageError } from '../matrices/usage-errors.ts';

const MEBIBYTE = 1024 * 1024;
const CHUNK = 64 * 1024;

/** The kinds of file that the command line names, and how large each may be. JavaScript has no text longer than 511 MiB. */
const maxMebibytes = { catalog: 1, report: 511 } as const;

type Kind = keyof typeof maxMebibytes;

/** The time that a pipe may stay silent while a writer has it open. */
const MAX_SILENCE_MS = 30_000;
const TELL_AFTER_MS = 1_000;
const LOOK_EVERY_MS = 20;

/**
 * The text of a file that the command line names: a regular file, or a pipe that somebody writes to, like `/dev/stdin` behind a `|`.
 * Throws a `UsageError` that says why the file can't be read.
 */
export function readText(kind: Kind, file: string): string {
  try {
    return textOfFile(bytesOf(kind, file));
  } catch (cause) {
    throw new UsageError(`The ${kind} ${file} cannot be read: ${unreadableReason(cause)}.`, { cause });
  }
}

/**
 * The bytes of a file. The mock server reads its catalog by the same lines: neither workspace may import the other's, and the engine
 * reads no files.
 */
function bytesOf(kind: Kind, file: string): Buffer {
  const stats = statSync(file);
  const reason = notReadable(stats, kind);
  if (reason !== undefined) throw new Error(reason);
  // Opening a pipe that nobody writes to would wait for a writer without O_NONBLOCK, which Windows lacks, as it does such pipes.
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const bytes = readWhole(descriptor, kind, () => {
      process.stderr.write(`Waiting for the ${kind} to come from ${file}.\n`);
    });
    if (stats.isFIFO() && bytes.length === 0) throw new Error('it is a pipe that nobody writes to');
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}

function notReadable(stats: Stats, kind: Kind): string | undefined {
  if (stats.size > maxMebibytes[kind] * MEBIBYTE) return tooLarge(kind);
  if (stats.isFile() || stats.isFIFO()) return undefined;
  if (stats.isDirectory()) return 'it is a directory';
  if (stats.isSocket()) return `it is a socket: write the ${kind} to a file`;
  return `it is a device: write the ${kind} to a file`;
}

function tooLarge(kind: Kind): string {
  return `it is larger than ${maxMebibytes[kind]} MiB`;
}

/** The bytes that can be read. `onWait` is told once when a pipe keeps the reader waiting. */
function readWhole(descriptor: number, kind: Kind, onWait: () => void): Buffer {
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const chunk = Buffer.alloc(CHUNK);
    const read = readWaiting(chunk, descriptor, onWait);
    if (read === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, read));
    length += read;
    if (length > maxMebibytes[kind] * MEBIBYTE) throw new Error(tooLarge(kind));
  }
}

/** Reads the next bytes. While a pipe is empty and has a writer, it looks again and again. */
function readWaiting(bytes: Buffer, descriptor: number, onWait: () => void): number {
  for (let waitedMs = 0; waitedMs < MAX_SILENCE_MS; waitedMs += LOOK_EVERY_MS) {
    try {
      return readSync(descriptor, bytes);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
    if (waitedMs === TELL_AFTER_MS) onWait();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_EVERY_MS);
  }
  throw new Error(`nothing has come from it for ${MAX_SILENCE_MS / 1_000} seconds`);
}
