import type { DocumentedOperation } from '../document/operation.ts';
import type { RawRequest } from '../document/request-check.ts';
import { Refusal } from '../errors/refusal.ts';

const UUID = /^[A-Za-z0-9_-]{1,100}$/;

/** The account that header and query name, of an operation that has one. Throws `UNAUTHENTICATED` and `INVALID_UUID`. */
export function accountName(
  { account }: DocumentedOperation,
  { header, query }: Pick<RawRequest, 'header' | 'query'>,
): string | undefined {
  if (account === 'none') return undefined;
  const inHeader = checked(header.uuid, 'header/uuid');
  const inQuery = checked(query.uuid, 'query/uuid');
  if (inHeader !== undefined && inQuery !== undefined) agree(inQuery, inHeader, 'query/uuid');
  const named = inHeader ?? inQuery;
  if (named === undefined && account === 'required') {
    throw new Refusal('UNAUTHENTICATED', 'The request names no account: send its id in the header uuid.', [
      { path: 'header/uuid', message: 'is required' },
    ]);
  }
  return named;
}

/** The account that the body of a checked request names; it has to be the one named before it was read. */
export function accountNameInBody(body: unknown, named: string | undefined): string | undefined {
  const inBody = typeof body === 'object' && body !== null && 'uuid' in body ? body.uuid : undefined;
  if (typeof inBody !== 'string') return named;
  if (named !== undefined) agree(inBody, named, '/uuid');
  return inBody;
}

function checked(uuid: unknown, path: string): string | undefined {
  if (uuid === undefined) return undefined;
  if (typeof uuid === 'string' && UUID.test(uuid)) return uuid;
  throw Refusal.ofField('INVALID_UUID', path, 'must be 1 to 100 letters, digits, hyphens and underscores');
}

function agree(uuid: string, named: string, path: string): void {
  if (uuid !== named) throw Refusal.ofField('VALIDATION_ERROR', path, `must be ${named}, the account named elsewhere`);
}
