import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { methodNotAllowed, Refusal } from '../errors/refusal.ts';
import { faultsOnly } from '../log/log.ts';
import type { Limits } from '../options/limits.ts';
import { failure } from '../replies/failure.ts';
import { uriTooLong } from './request-target.ts';

const LINGER_MS = 500;

/** Answers bytes that are not a valid HTTP request, with the envelope and an id like every refusal. */
export function answerProtocolErrors(server: Server, limits: SizeLimits): void {
  const answered = new WeakSet<Duplex>();
  server.on('clientError', (error: ParserError, socket: Duplex) => {
    // Bytes after the error cause an error again; the connection closes soon.
    if (answered.has(socket)) return;
    answered.add(socket);
    if (isGone(error) || !socket.writable) socket.destroy();
    else write(socket, refusalOf(error, limits));
  });
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const message = 'must be 100-continue or left out';
    write(request.socket, Refusal.ofField('EXPECTATION_FAILED', 'header/expect', message));
    response.destroy();
  });
  server.on('connect', ({ method = '' }: IncomingMessage, socket: Duplex) => {
    write(socket, methodNotAllowed(method, ['GET', 'HEAD', 'POST', 'PUT', 'DELETE']));
  });
}

type SizeLimits = Pick<Limits, 'maxTargetBytes' | 'maxHeadersBytes'>;

interface ParserError extends Error {
  readonly code?: string;
  /** The bytes that the error was found in. */
  readonly rawPacket?: Buffer;
}

function isGone({ code }: ParserError): boolean {
  return code === 'ECONNRESET' || code === 'EPIPE';
}

function refusalOf(
  { code, message, rawPacket }: ParserError,
  { maxTargetBytes, maxHeadersBytes }: SizeLimits,
): Refusal {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Refusal('REQUEST_TIMEOUT', 'The request did not arrive whole in time: send it again.');
    case 'HPE_HEADER_OVERFLOW':
      return rawPacket && firstLineOf(rawPacket).length > maxTargetBytes
        ? uriTooLong(maxTargetBytes)
        : headersTooLarge(maxHeadersBytes);
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new Refusal('PAYLOAD_TOO_LARGE', 'The extensions of the body’s chunks are too large: leave them out.');
    default:
      return new Refusal(
        'BAD_REQUEST',
        `The request is not HTTP as its standard says: ${message.replace(/^Parse Error: /, '')}.`,
      );
  }
}

function firstLineOf(bytes: Buffer): Buffer {
  const end = bytes.indexOf('\n');
  return end === -1 ? bytes : bytes.subarray(0, end);
}

function headersTooLarge(maxBytes: number): Refusal {
  const message = `The headers may have ${maxBytes} bytes: send fewer or shorter ones.`;
  return new Refusal('HEADERS_TOO_LARGE', message);
}

function write(socket: Duplex, refusal: Refusal): void {
  const requestId = randomUUID();
  const { status, text, headers = {} } = failure(refusal, { requestId }, faultsOnly);
  const body = `${text.slice(0, -1)},"requestId":"${requestId}"}`;
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    `X-Request-Id: ${requestId}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
  // Closed at once, the connection would take the answer with it while the client still sends.
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
