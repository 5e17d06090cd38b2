import type { ServerResponse } from 'node:http';
import type { Reply } from '../replies/reply.ts';

const PIECES = 10;

/** Sends half of a body and ends the connection, or sends a body piece by piece. The head of the answer says how long it is. */
export function sendInPieces(response: ServerResponse, bytes: Buffer, { cut, slowMs = 0 }: Reply): void {
  if (cut === 'truncate') {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
    return;
  }
  const size = Math.max(1, Math.ceil(bytes.length / PIECES));
  let sent = 0;
  response.flushHeaders();
  const timer = setInterval(() => {
    const piece = bytes.subarray(sent, sent + size);
    sent += size;
    if (sent < bytes.length) {
      response.write(piece);
      return;
    }
    clearInterval(timer);
    response.end(piece);
  }, slowMs / PIECES);
  response.once('close', () => clearInterval(timer));
}
