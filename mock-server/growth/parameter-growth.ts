import { type Mode, sizesUpTo } from './body-growth.ts';
import { type Operation, operations, queryParametersOf, shapesOf } from './document.ts';
import type { GrowthCase } from './measure.ts';
import { newAccount } from './new-account.ts';
import { type Query, targetOf, withQuery } from './request-target.ts';
import { jsonBody, type Request, type ServerProcess } from './server-process.ts';

/** The room for one part of a request's first line or headers: the server's limit, less the room that the other parts need. */
const MAX_HEAD_BYTES = 15_000;

/** A thing that a request can have n of outside its body. */
interface SizedHead {
  readonly what: string;
  readonly bytesEach: number;
  of(n: number): Pick<Request, 'target' | 'headers'>;
}

/** The cases of every operation: one for everything that its path, query and headers can have many of. */
export function parameterGrowth(server: ServerProcess, mode: Mode): GrowthCase[] {
  return operations.flatMap((operation) =>
    headsOf(operation).map(({ what, bytesEach, of }) => ({
      operationId: operation.operationId,
      grows: `${mode}: ${what}`,
      allowed: 'linear' as const,
      sizes: sizesUpTo(MAX_HEAD_BYTES / bytesEach),
      async send(n: number) {
        const account = await newAccount(server, operation, mode === 'strict');
        const { body, headers } = operation.body ? jsonBody({}) : { body: '', headers: {} };
        const { target, headers: more } = of(n);
        const request = { method: operation.method, target, headers: { ...headers, ...account.headers, ...more } };
        return server.send(operation.body ? { ...request, body } : request);
      },
    })),
  );
}

function headsOf(operation: Operation): readonly SizedHead[] {
  return [...longNames(operation), ...longQueries(operation), ...manyOf(operation), ...listsOf(operation)];
}

const CHARACTERS = ['0', 'a', '.', '-', ',', ';'];

/** Long values for each parameter of the path and each header that the document describes. */
function longNames(operation: Operation): readonly SizedHead[] {
  const target = targetOf(operation);
  const ofHeader = (name: string, character: string): SizedHead => ({
    what: `header ${name}: characters "${character}"`,
    bytesEach: 1,
    of: (n) => ({ target, headers: { [name]: character.repeat(n) } }),
  });
  const ofPath = (name: string, character: string): SizedHead => ({
    what: `path ${name}: characters "${character}"`,
    bytesEach: 1,
    of: (n) => ({ target: targetOf(operation, { [name]: character.repeat(n) }) }),
  });
  const named = operation.parameters.filter((parameter) => parameter.in !== 'query');
  return named.flatMap((parameter) =>
    CHARACTERS.map((character) => (parameter.in === 'path' ? ofPath : ofHeader)(parameter.name, character)),
  );
}

/** Long values for each parameter of the query. */
function longQueries(operation: Operation): readonly SizedHead[] {
  return operation.parameters
    .filter((parameter) => parameter.in === 'query')
    .flatMap(({ name }) =>
      CHARACTERS.map((character) => ({
        what: `query ${name}: characters "${character}"`,
        bytesEach: 1,
        of: (n: number) => ({ target: `${targetOf(operation)}?${name}=${character.repeat(n)}` }),
      })),
    );
}

/** Long lists for each parameter of the query that is a list: different values, the same value, and the parameter repeated. */
function listsOf(operation: Operation): readonly SizedHead[] {
  const lists = queryParametersOf(operation).filter(({ schema }) => shapesOf(schema).some(({ items }) => items));
  return lists.flatMap(({ name }) => {
    const one = (what: string, valueAt: (index: number) => string, bytesEach: number): SizedHead => ({
      what: `query ${name}: ${what} between commas`,
      bytesEach,
      of: (n) => ({ target: `${targetOf(operation)}?${name}=${Array.from({ length: n }, (_, i) => valueAt(i))}` }),
    });
    const distinct: SizedHead = {
      what: `query ${name}: different values, repeated`,
      bytesEach: name.length + 7,
      of: (n) =>
        queried(
          operation,
          Array.from({ length: n }, (_, index) => [name, `v${index}`]),
        ),
    };
    return [one('different values', (i) => `v${i}`, 6), one('the same value', () => 'v', 2), distinct];
  });
}

/** Many parameters, known and unknown, many separators, many segments of the path, and many headers. */
function manyOf(operation: Operation): readonly SizedHead[] {
  const target = targetOf(operation);
  const repeated = operation.parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name }) => ({
      what: `query ${name}: repeated`,
      bytesEach: name.length + 3,
      of: (n: number) =>
        queried(
          operation,
          Array.from({ length: n }, () => [name, '1']),
        ),
    }));
  return [
    ...repeated,
    {
      what: 'unknown query parameters',
      bytesEach: 8,
      of: (n) =>
        queried(
          operation,
          Array.from({ length: n }, (_, index) => [`x${index}`, '1']),
        ),
    },
    { what: 'characters "&" in the query', bytesEach: 1, of: (n) => ({ target: `${target}?${'&'.repeat(n)}` }) },
    { what: 'characters "%" in the query', bytesEach: 1, of: (n) => ({ target: `${target}?a=${'%'.repeat(n)}` }) },
    { what: 'segments of the path', bytesEach: 2, of: (n) => ({ target: `${target}${'/a'.repeat(n)}` }) },
    { what: 'characters "/" after the path', bytesEach: 1, of: (n) => ({ target: `${target}${'/'.repeat(n)}` }) },
    { what: 'headers', bytesEach: 12, of: (n) => ({ target, headers: manyHeaders(n) }) },
  ];
}

function queried(operation: Operation, query: Query): Pick<Request, 'target'> {
  return { target: withQuery(targetOf(operation), query) };
}

function manyHeaders(n: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: n }, (_, index) => [`x-${index}`, '1']));
}
