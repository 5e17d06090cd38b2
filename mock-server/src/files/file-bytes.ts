import { closeSync, constants, openSync, readSync, type Stats, statSync } from 'node:fs';

const KIBIBYTE = 1024;
const CHUNK = 64 * KIBIBYTE;

/** The time that a pipe may stay silent while a writer has it open. */
const MAX_SILENCE_MS = 30_000;
const TELL_AFTER_MS = 1_000;
const LOOK_EVERY_MS = 20;

/** The purpose and the limit of reading a file. */
export interface Reading {
  /** The word for its content, for messages. */
  readonly content: string;
  readonly maxKibibytes: number;
  /** Is told once when a pipe keeps the reader waiting. */
  readonly onWait: () => void;
}

/**
 * The bytes of a regular file, or of a pipe that somebody writes to, like `/dev/stdin` behind a `|`. Throws an error of Node's, or
 * one whose message is the reason why the file can't be read. scenarios reads its files by the same lines: it knows nothing of this
 * workspace, and the engine reads no files.
 */
export function bytesOf(file: string, { content, maxKibibytes, onWait }: Reading): Buffer {
  const stats = statSync(file);
  const reason = notReadable(stats, content);
  if (reason !== undefined) throw new Error(reason);
  // Opening a pipe that nobody writes to would wait for a writer without O_NONBLOCK, which Windows lacks, as it does such pipes.
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const maxBytes = maxKibibytes * KIBIBYTE;
    const bytes = readUpTo(maxBytes + 1, descriptor, onWait);
    if (stats.isFIFO() && bytes.length === 0) throw new Error('it is a pipe that nobody writes to');
    if (bytes.length > maxBytes) throw new Error(`it is larger than ${sizeText(maxKibibytes)}`);
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}

function sizeText(kibibytes: number): string {
  return kibibytes < KIBIBYTE ? `${kibibytes} KiB` : `${kibibytes / KIBIBYTE} MiB`;
}

function notReadable(stats: Stats, content: string): string | undefined {
  if (stats.isFile() || stats.isFIFO()) return undefined;
  if (stats.isDirectory()) return 'it is a directory';
  if (stats.isSocket()) return `it is a socket: write the ${content} to a file`;
  return `it is a device: write the ${content} to a file`;
}

/** The bytes of a file, at most `maxBytes`: a limit of many mebibytes takes no more memory than the file is large. */
function readUpTo(maxBytes: number, descriptor: number, onWait: () => void): Buffer {
  const chunks: Buffer[] = [];
  let length = 0;
  for (let read = -1; read !== 0 && length < maxBytes; length += read) {
    const chunk = Buffer.alloc(Math.min(CHUNK, maxBytes - length));
    read = readWaiting(chunk, descriptor, onWait);
    chunks.push(chunk.subarray(0, read));
  }
  return Buffer.concat(chunks);
}

/** Reads the next bytes. While a pipe is empty and has a writer, it looks again and again. */
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

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
