import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import getRawBody from 'raw-body';
import type { OperationFacts } from '../document/operation.ts';
import { Refusal } from '../errors/refusal.ts';

/** The body as it was sent, and the JSON value that it holds. */
export interface Body {
  readonly bytes: Buffer;
  readonly value: unknown;
}

const NO_BODY: Body = { bytes: Buffer.alloc(0), value: undefined };

interface BodyRules {
  readonly maxBytes: number;
  /** Whether a body that asks something of an operation that takes none is refused; else it is ignored. */
  readonly isClosed: boolean;
}

/**
 * A request's body, empty when its operation takes none. Throws `VALIDATION_ERROR` for a body that its operation does not take,
 * `UNSUPPORTED_MEDIA_TYPE`, `PAYLOAD_TOO_LARGE` as soon as it is known to be too large, and `MALFORMED_JSON` for a body that is not
 * JSON in UTF-8.
 */
export async function readBody(
  operation: OperationFacts,
  request: IncomingMessage,
  { maxBytes, isClosed }: BodyRules,
): Promise<Body> {
  if (isClosed) await refuseUnasked(operation, request);
  if (!operation.takesBody || !hasBody(request) || (await isEmptyInChunks(request, maxBytes))) return NO_BODY;
  checkMediaType(request);
  const bytes = await readBytes(request, maxBytes);
  return { bytes, value: parsed(textIn(bytes)) };
}

/**
 * Throws `VALIDATION_ERROR` for a body that asks something of an operation that takes none: it would do something else than the
 * body says. `{}` is no such body, since clients send it for nothing. A body is read no further than it takes to tell.
 */
async function refuseUnasked(operation: OperationFacts, request: IncomingMessage): Promise<void> {
  if (operation.takesBody || !hasBody(request) || (await asksNothing(request))) return;
  throw Refusal.ofField('VALIDATION_ERROR', '', `must be empty: ${placesOf(operation)}`);
}

/** The largest size of a body that asks for nothing, in bytes. */
const MAX_BYTES_OF_NOTHING = 100;

async function asksNothing(request: IncomingMessage): Promise<boolean> {
  if (Number(request.headers['content-length']) > MAX_BYTES_OF_NOTHING) return false;
  const read = bytesOf(request, { encoding: 'identity', decompressor: undefined, maxBytes: MAX_BYTES_OF_NOTHING });
  const bytes = await read.catch(() => undefined);
  return bytes !== undefined && /^\s*(\{\s*\})?\s*$/.test(bytes.toString());
}

/** The places in which an operation without a body takes its values. */
function placesOf({ account, queryParameters }: OperationFacts): string {
  const names = queryParameters.map(({ name }) => name).filter((name) => name !== 'uuid');
  const places = [
    ...(account === 'none' ? [] : ['the account in the header uuid']),
    ...(names.length > 0 ? [`${names.join(', ')} in the query`] : []),
  ];
  return places.length > 0 ? `send ${places.join(', and ')}` : 'this operation takes none';
}

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/**
 * Whether a body without a type turns out to be none: a proxy that does not know the length of a body says it has chunks, and sends
 * none. A body without a type that has bytes is refused whatever they are, so it may be read here.
 */
async function isEmptyInChunks(request: IncomingMessage, maxBytes: number): Promise<boolean> {
  const { 'transfer-encoding': chunked, 'content-type': type } = request.headers;
  if (chunked === undefined || type !== undefined) return false;
  const bytes = await bytesOf(request, { encoding: 'identity', decompressor: undefined, maxBytes }).catch(
    () => undefined,
  );
  return bytes?.length === 0;
}

/** A request's body as it was sent, decompressed. Throws `UNSUPPORTED_MEDIA_TYPE` for an unknown encoding, and `PAYLOAD_TOO_LARGE`. */
export async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  const decompressor = decompressorOf(encoding);
  if (Number(request.headers['content-length']) > maxBytes) throw tooLarge(maxBytes);
  return bytesOf(request, { encoding, decompressor, maxBytes });
}

function checkMediaType({ headers }: IncomingMessage): void {
  const [mediaType, ...parameters] = (headers['content-type'] ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase());
  if (mediaType !== 'application/json') {
    throw unsupported(
      `The body has to be application/json, not ${mediaType || 'of no type'}.`,
      'must be application/json',
    );
  }
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  if (charset === undefined || charsets.has(charset.replaceAll('"', ''))) return;
  throw unsupported(`The body has to be UTF-8, not ${charset}.`, 'must be application/json; charset=utf-8');
}

const charsets: ReadonlySet<string> = new Set(['utf-8', 'utf8', 'us-ascii']);

const decompressors: ReadonlyMap<string, () => Transform> = new Map([
  ['gzip', () => createGunzip()],
  ['deflate', () => createInflate()],
  ['br', () => createBrotliDecompress()],
]);

/** The decompressor for a body of this encoding; nothing when the body is not compressed. */
function decompressorOf(encoding: string): Transform | undefined {
  if (encoding === 'identity') return undefined;
  const create = decompressors.get(encoding);
  if (create) return create();
  const message = `must be one of ${[...decompressors.keys(), 'identity'].join(', ')}`;
  throw new Refusal('UNSUPPORTED_MEDIA_TYPE', `The body cannot be read: header/content-encoding ${message}.`, [
    { path: 'header/content-encoding', message },
  ]);
}

interface Encoded {
  readonly encoding: string;
  readonly decompressor: Transform | undefined;
  readonly maxBytes: number;
}

async function bytesOf(request: IncomingMessage, { encoding, decompressor, maxBytes }: Encoded): Promise<Buffer> {
  // An error of the decompressor reaches the reader of it; the request itself stays, to be answered.
  const stream = decompressor ? request.pipe(decompressor) : request;
  try {
    const reading: Promise<Buffer> = getRawBody(stream, { limit: maxBytes });
    return await reading;
  } catch (error) {
    if (isTooLarge(error)) throw tooLarge(maxBytes, error);
    throw decompressor ? malformed(`it is not ${encoding}, as its content-encoding says`, error) : interrupted(error);
  } finally {
    if (decompressor) {
      request.unpipe(decompressor);
      decompressor.destroy();
    }
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 413;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function textIn(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    throw malformed('it is not UTF-8 text', error);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw malformed(error instanceof Error ? error.message : String(error), error);
  }
}

function malformed(reason: string, cause: unknown): Refusal {
  return new Refusal('MALFORMED_JSON', `The body is not JSON: ${reason}.`, [{ path: '', message: reason }], { cause });
}

function interrupted(cause: unknown): Refusal {
  return new Refusal('BAD_REQUEST', 'The body did not arrive whole: send the request again.', [], { cause });
}

function tooLarge(maxBytes: number, cause?: unknown): Refusal {
  const message = `The body may have ${maxBytes} bytes: send it in parts, or start the server with a larger limit.`;
  return new Refusal('PAYLOAD_TOO_LARGE', message, [], { cause });
}

function unsupported(sentence: string, message: string): Refusal {
  return new Refusal('UNSUPPORTED_MEDIA_TYPE', sentence, [{ path: 'header/content-type', message }]);
}
