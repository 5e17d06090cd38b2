import express, { type Request, type Response } from 'express';
import type { DocumentedOperation } from '../contract/operation.ts';
import { Refusal } from './refusal.ts';

const MAX_BODY_BYTES = 1024 * 1024;

const parseJson = express.json({ limit: MAX_BODY_BYTES, strict: false, type: () => true });

/**
 * The JSON of a request's body, `undefined` when it has none or its operation takes none. Throws `UNSUPPORTED_MEDIA_TYPE`,
 * `PAYLOAD_TOO_LARGE` and `MALFORMED_JSON`.
 */
export async function readBody(operation: DocumentedOperation, request: Request, response: Response): Promise<unknown> {
  if (!operation.takesBody || !hasBody(request)) return undefined;
  const mediaType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') {
    const message = `The body has to be application/json, not ${mediaType ?? 'of no type'}.`;
    throw new Refusal('UNSUPPORTED_MEDIA_TYPE', message, [
      { path: 'header/content-type', message: 'must be application/json' },
    ]);
  }
  return new Promise((resolve, reject) => {
    parseJson(request, response, (error: unknown) => {
      if (error === undefined) resolve(request.body);
      else reject(bodyRefusal(error));
    });
  });
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function bodyRefusal(error: unknown): unknown {
  if (!(error instanceof Error) || !('type' in error) || !('status' in error)) return error;
  if (error.status === 413) {
    return new Refusal('PAYLOAD_TOO_LARGE', `The body may have ${MAX_BODY_BYTES} bytes: send it in parts.`);
  }
  if (error.status === 415) return new Refusal('UNSUPPORTED_MEDIA_TYPE', `The body cannot be read: ${error.message}.`);
  return new Refusal('MALFORMED_JSON', `The body is not JSON: ${error.message}.`, [
    { path: '', message: error.message },
  ]);
}
