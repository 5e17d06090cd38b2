import type { IncomingMessage } from 'node:http';
import type { OperationFacts } from '../document/operation.ts';
import type { RawRequest } from '../document/request-check.ts';
import { Refusal } from '../errors/refusal.ts';

const UUID = /^[A-Za-z0-9_-]{1,100}$/;

/**
 * The uuid that header and query name; none for an operation without an account. Throws `UNAUTHENTICATED` when the operation needs
 * one, `INVALID_UUID`, and `VALIDATION_ERROR` when header and query differ.
 */
export function uuidInParameters(
  { account }: OperationFacts,
  { header, query }: Pick<RawRequest, 'header' | 'query'>,
): string | undefined {
  if (account === 'none') return undefined;
  const inHeader = checked(header.uuid, 'header/uuid');
  const inQuery = checked(query.uuid, 'query/uuid');
  if (inHeader !== undefined && inQuery !== undefined) agree(inQuery, inHeader, 'query/uuid');
  const namedUuid = inHeader ?? inQuery;
  if (namedUuid === undefined && account === 'required') {
    throw new Refusal('UNAUTHENTICATED', 'The request names no account: send its id in the header uuid.', [
      { path: 'header/uuid', message: 'is required' },
    ]);
  }
  return namedUuid;
}

/** The uuid that the header of a request for another document names. Throws `INVALID_UUID`. */
export function uuidInHeader({ headers }: IncomingMessage): string | undefined {
  return headers.uuid === '' ? undefined : checked(headers.uuid, 'header/uuid');
}

/** The uuid that the body of a checked request names, else that of its parameters. Throws `VALIDATION_ERROR` when they differ. */
export function uuidInBody(body: unknown, inParameters: string | undefined): string | undefined {
  const inBody = typeof body === 'object' && body !== null && 'uuid' in body ? body.uuid : undefined;
  if (typeof inBody !== 'string') return inParameters;
  if (inParameters !== undefined) agree(inBody, inParameters, '/uuid');
  return inBody;
}

function checked(uuid: unknown, path: string): string | undefined {
  if (uuid === undefined) return undefined;
  if (typeof uuid === 'string' && UUID.test(uuid)) return uuid;
  throw Refusal.ofField('INVALID_UUID', path, 'must be 1 to 100 letters, digits, hyphens and underscores');
}

function agree(uuid: string, other: string, path: string): void {
  if (uuid !== other) throw Refusal.ofField('VALIDATION_ERROR', path, `must be ${other}, the account named elsewhere`);
}
