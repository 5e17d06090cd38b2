import { closeSync, constants, openSync, statSync, writeFileSync, writeSync } from 'node:fs';

/** The time that the reader of a pipe may take nothing. */
const MAX_SILENCE_MS = 30_000;
const LOOK_EVERY_MS = 20;

/**
 * Writes a text to a file, in place of its content or, with the flag `a`, after it; or to a pipe that somebody reads. Throws when that can't
 * be done, also for a pipe whose reader takes nothing for 30 seconds.
 */
export function writeText(file: string, text: string, flag: 'w' | 'a' = 'w'): void {
  if (statSync(file, { throwIfNoEntry: false })?.isFIFO()) writeToPipe(file, Buffer.from(text));
  else writeFileSync(file, text, { flag });
}

function writeToPipe(file: string, bytes: Buffer): void {
  const descriptor = openPipe(file);
  try {
    for (let written = 0; written < bytes.length; ) written += writeWaiting(descriptor, bytes.subarray(written));
  } finally {
    closeSync(descriptor);
  }
}

/** Opens a pipe for writing. Without O_NONBLOCK it would wait for a reader for ever, and no signal would end that. */
function openPipe(file: string): number {
  try {
    return openSync(file, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    throw hasCode(error, 'ENXIO') ? new Error('it is a pipe that nobody reads') : error;
  }
}

/** Writes as much as the pipe has room for, and returns the number of bytes. While it has none, it looks again and again. */
function writeWaiting(descriptor: number, bytes: Buffer): number {
  for (let waitedMs = 0; waitedMs < MAX_SILENCE_MS; waitedMs += LOOK_EVERY_MS) {
    try {
      return writeSync(descriptor, bytes);
    } catch (error) {
      if (!hasCode(error, 'EAGAIN')) throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_EVERY_MS);
  }
  throw new Error(`nothing has been read from it for ${MAX_SILENCE_MS / 1_000} seconds`);
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
