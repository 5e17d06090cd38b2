import type { Schema } from '@billing-testkit/contracts';
import { BillingApiError } from '../errors/billing-api-error.ts';
import { errorCodes } from './document.gen.ts';
import { parseRetryAfter } from './retry-delay.ts';

/** An answer of the server, before it is read. */
export interface RawAnswer {
  readonly status: number;
  /** The headers, by their names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly data: string;
}

type Json = { readonly [name: string]: unknown };

const knownCodes: ReadonlySet<unknown> = new Set(errorCodes);

/**
 * Reads the fields of a success, without the envelope.
 *
 * @param request The method and path, for the message of an error.
 * @throws BillingApiError for a refusal, and for an answer that is not the API's.
 */
export function readAnswer(request: string, answer: RawAnswer): object {
  const { status, headers, data } = answer;
  const body = parse(data);
  if (status < 300 && isSuccess(body)) {
    const { header, ...fields } = body;
    return fields;
  }
  const contentType = headers['content-type'] ?? 'no content type';
  const failure = {
    // A browser gives 0 for a redirect, which it hides from those who do not follow it.
    status: status || undefined,
    requestId: headers['x-request-id'],
    retryAfterMs: parseRetryAfter(headers['retry-after'], Date.now()),
  };
  if (status >= 400 && isRefusal(body)) {
    const { error: code, details, header } = body;
    throw new BillingApiError(request, header.resultMessage, { ...failure, code, details });
  }
  const found = status === 0 ? 'a redirect' : `${contentType} ${JSON.stringify(data.slice(0, 200))}`;
  throw new BillingApiError(request, `${found}`, { ...failure, code: 'UNEXPECTED_CONTENT' });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isSuccess(body: unknown): body is Schema<'SuccessEnvelope'> {
  return isObject(body) && isObject(body.header) && body.header.isSuccessful === true;
}

function isRefusal(body: unknown): body is Schema<'ErrorEnvelope'> {
  if (!isObject(body) || !isObject(body.header)) return false;
  const { header, error, details } = body;
  return knownCodes.has(error) && Array.isArray(details) && typeof header.resultMessage === 'string';
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
