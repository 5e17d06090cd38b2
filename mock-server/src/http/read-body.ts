import express, { type Request, type Response } from 'express';
import type { DocumentedOperation } from '../contract/operation.ts';
import { Refusal } from './refusal.ts';

const MAX_BODY_BYTES = 1024 * 1024;

const texts = new WeakMap<object, Buffer>();

const parseJson = express.json({
  limit: MAX_BODY_BYTES,
  strict: false,
  type: () => true,
  verify: (request, _response, text) => void texts.set(request, text),
});

/** What was sent, and the JSON that it is. */
export interface Body {
  readonly text: Buffer;
  readonly value: unknown;
}

const NO_BODY: Body = { text: Buffer.alloc(0), value: undefined };

/**
 * A request's body, empty when its operation takes none. Throws `UNSUPPORTED_MEDIA_TYPE`, `PAYLOAD_TOO_LARGE` and
 * `MALFORMED_JSON`.
 */
export async function readBody(operation: DocumentedOperation, request: Request, response: Response): Promise<Body> {
  if (!operation.takesBody || !hasBody(request)) return NO_BODY;
  const mediaType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') {
    const message = `The body has to be application/json, not ${mediaType ?? 'of no type'}.`;
    throw new Refusal('UNSUPPORTED_MEDIA_TYPE', message, [
      { path: 'header/content-type', message: 'must be application/json' },
    ]);
  }
  return new Promise((resolve, reject) => {
    parseJson(request, response, (error: unknown) => {
      if (error === undefined) resolve({ value: request.body, text: texts.get(request) ?? NO_BODY.text });
      else reject(bodyRefusal(error));
    });
  });
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function bodyRefusal(error: unknown): Refusal {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  const reason = error instanceof Error ? error.message : String(error);
  if (status === 413) {
    return new Refusal('PAYLOAD_TOO_LARGE', `The body may have ${MAX_BODY_BYTES} bytes: send it in parts.`);
  }
  if (status === 415) return new Refusal('UNSUPPORTED_MEDIA_TYPE', `The body cannot be read: ${reason}.`);
  return new Refusal('MALFORMED_JSON', `The body is not JSON: ${reason}.`, [{ path: '', message: reason }]);
}
