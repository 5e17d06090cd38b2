import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Refusal } from '../errors/refusal.ts';
import { notRestorable } from './checked-data.ts';
import type { SnapshotPart } from './snapshot-part.ts';

/** The version of the state that this server saves and restores. It changes with the form of any part. */
const VERSION = 1;

/** The size of a saved state before it is packed. */
const MAX_STATE_BYTES = 256 * 1024 * 1024;

/** A snapshot as it is downloaded, and restored from. */
export interface SnapshotFile {
  readonly uuid: string;
  readonly version: number;
  /** The state as JSON, packed by gzip, in base64. */
  readonly state: string;
  /** The SHA-256 of version, uuid and state: it tells a file that was changed. */
  readonly digest: string;
}

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** The account's state at this moment, part by part, packed. Rejects with `CAPACITY_EXCEEDED` when it is too large to be saved. */
export async function packedState(uuid: string, parts: readonly SnapshotPart[]): Promise<Buffer> {
  const text = textOf(Object.fromEntries(parts.map(({ name, save }) => [name, save(uuid)])));
  if (text === undefined || Buffer.byteLength(text) > MAX_STATE_BYTES) {
    throw new Refusal('CAPACITY_EXCEEDED', `A snapshot has at most ${MAX_STATE_BYTES} bytes before it is packed.`);
  }
  return pack(text);
}

export function fileOf(uuid: string, packed: Buffer): SnapshotFile {
  const file = { uuid, version: VERSION, state: packed.toString('base64') };
  return { ...file, digest: digestOf(file) };
}

/** The packed state in a file. Throws `VALIDATION_ERROR` for one of another version, and for one that was changed. */
export function packedIn(file: SnapshotFile): Buffer {
  if (file.version !== VERSION) {
    const message = `must be ${VERSION}: the snapshot was taken by another version of the server`;
    throw Refusal.ofField('VALIDATION_ERROR', '/version', message);
  }
  if (file.digest !== digestOf(file)) {
    throw Refusal.ofField('VALIDATION_ERROR', '/digest', 'must fit the file: it was changed since it was downloaded');
  }
  return Buffer.from(file.state, 'base64');
}

/**
 * Puts a packed state in place of all that the account has, or refuses it and changes nothing. Rejects with `VALIDATION_ERROR` for one
 * that can't be read or that no server saved, with `CAPACITY_EXCEEDED` when there is no room.
 */
export async function restorePacked(uuid: string, packed: Buffer, parts: readonly SnapshotPart[]): Promise<void> {
  const saved = await unpacked(packed);
  const unknown = [...saved.keys()].find((name) => !parts.some((part) => part.name === name));
  if (unknown !== undefined) throw notRestorable(`it has ${unknown}, which this server does not know`);
  const replacements = parts.map(({ name, replacement }) => replacement(uuid, saved.get(name)));
  for (const replace of replacements) replace();
}

async function unpacked(packed: Buffer): Promise<Map<string, unknown>> {
  try {
    const text = (await unpack(packed, { maxOutputLength: MAX_STATE_BYTES })).toString();
    return new Map(Object.entries(Object(JSON.parse(text))));
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    if (isTooLarge) throw notRestorable(`it has more than ${MAX_STATE_BYTES} bytes when it is unpacked`);
    throw notRestorable(`it cannot be unpacked (${error instanceof Error ? error.message : error})`);
  }
}

function textOf(state: object): string | undefined {
  try {
    return JSON.stringify(state);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function digestOf({ version, uuid, state }: Omit<SnapshotFile, 'digest'>): string {
  return createHash('sha256').update(`${version} ${uuid} ${state}`).digest('hex');
}
