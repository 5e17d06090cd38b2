import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Reply } from '../replies/reply.ts';
import type { Exchange } from './exchange.ts';
import { sendInPieces } from './send-in-pieces.ts';

/**
 * Writes the answers of the API, all refusals, and the answers to preflights, those of pages included. Express sends the pages, and
 * `answerProtocolErrors` writes the refusals of bytes that are not HTTP. A failure tells its request's id, which the header has.
 */
export function send({ request, response, requestId, headers }: Exchange, reply: Reply): void {
  if (reply.cut === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  const text = reply.status < 400 || reply.isVerbatim ? reply.text : withRequestId(reply.text, requestId);
  const content = reply.bytes ?? text;
  const isLast = isUnreadForLong(request);
  response.writeHead(reply.status, {
    'X-Request-Id': requestId,
    ...headers,
    ...reply.headers,
    ...(isLast && { connection: 'close' }),
    ...(content.length > 0 && {
      'content-type': reply.contentType ?? JSON_TYPE,
      'content-length': Buffer.byteLength(content),
    }),
  });
  if (reply.cut !== undefined) sendInPieces(response, Buffer.from(content), reply);
  else if (isLast) endAfterReading(request, response, content);
  else response.end(content);
}

const JSON_TYPE = 'application/json; charset=utf-8';

function withRequestId(text: string, requestId: string): string {
  return `${text.slice(0, -1)},"requestId":${JSON.stringify(requestId)}}`;
}

const MAX_UNREAD_BYTES = 1024 * 1024;
const LINGER_MS = 500;

/**
 * Whether a body that was not read stands in the way of the connection's next request. A short one is read to its end; after a
 * long one, or one of unknown length, the connection is closed.
 */
function isUnreadForLong({ complete, headers }: IncomingMessage): boolean {
  if (complete) return false;
  const isChunked = headers['transfer-encoding'] !== undefined;
  return isChunked || Number(headers['content-length'] ?? 0) > MAX_UNREAD_BYTES;
}

/** A connection that is closed while the client still sends takes the answer with it, so it is read from for a moment. */
function endAfterReading(request: IncomingMessage, response: ServerResponse, content: string | Buffer): void {
  if (content.length === 0) response.flushHeaders();
  else response.write(content);
  const end = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, LINGER_MS);
  request.once('close', end).resume();
}
