import type { ErrorCode } from '@billing-testkit/contracts';
import { Refusal } from '../errors/refusal.ts';

/** The code and the sentence of a refusal. */
interface Wording {
  readonly code: ErrorCode;
  readonly sentence: string;
}

const notThere: Wording = { code: 'NOT_FOUND', sentence: 'There is no such page: / links to those there are.' };

/** Refusals, in this server's words, for the statuses by which the libraries that serve pages refuse a request. */
const refusals: ReadonlyMap<number, Wording> = new Map([
  [400, { code: 'BAD_REQUEST', sentence: 'The path is not encoded as a URL’s has to be.' }],
  [403, notThere],
  [404, notThere],
  [
    412,
    { code: 'PRECONDITION_FAILED', sentence: 'The page is not as the request’s If-Match or If-Unmodified-Since asks.' },
  ],
  [
    416,
    { code: 'RANGE_NOT_SATISFIABLE', sentence: 'The page has no such range of bytes: Content-Range tells its length.' },
  ],
]);

/** The refusal for an error that a library threw with a status; `undefined` for any other error. */
export function libraryRefusal(thrown: unknown): Refusal | undefined {
  if (!(thrown instanceof Error) || !('status' in thrown) || typeof thrown.status !== 'number') return undefined;
  const wording = refusals.get(thrown.status);
  return wording && new Refusal(wording.code, wording.sentence, [], { cause: thrown, headers: headersOf(thrown) });
}

function headersOf(error: object): Record<string, string> {
  const headers: unknown = 'headers' in error ? error.headers : undefined;
  const entries = typeof headers === 'object' && headers !== null ? Object.entries(headers) : [];
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
