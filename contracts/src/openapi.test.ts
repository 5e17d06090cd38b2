import { readFileSync } from 'node:fs';
import { describe, expect, it, it as test } from 'vitest';
import { parse } from 'yaml';

interface Ref {
  $ref: string;
}
interface Answer {
  content: {
    'application/json': { examples: Record<string, { value: { header: { resultCode: number }; error: string } }> };
  };
}
interface Operation {
  operationId: string;
  tags: string[];
  'x-account': 'required' | 'found' | 'optional' | 'none';
  parameters?: Ref[];
  responses: Record<string, Ref | { headers: object }>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: {
    responses: Record<string, Answer>;
    schemas: { ErrorCode: { enum: string[]; 'x-http-status': Record<string, number> } };
  };
}

const text = readFileSync(new URL('../openapi.yaml', import.meta.url), 'utf8');
const api: Document = parse(text);
const { paths, components } = api;
const { enum: codes, 'x-http-status': statuses } = components.schemas.ErrorCode;

const operations = Object.values(paths).flatMap((path) =>
  Object.entries(path).map(([method, operation]) => ({ name: operation.operationId, method, operation })),
);

/** Codes that answer requests outside all operations: a method that a path lacks, bytes that are not HTTP, the server's pages, other documents. */
const ofNoOperation = [
  'METHOD_NOT_ALLOWED',
  'NOT_ACCEPTABLE',
  'BAD_REQUEST',
  'REQUEST_TIMEOUT',
  'PRECONDITION_FAILED',
  'URI_TOO_LONG',
  'RANGE_NOT_SATISFIABLE',
  'EXPECTATION_FAILED',
  'HEADERS_TOO_LARGE',
];

/** Every refusal that an operation lists, by example. */
const refusals = operations.flatMap(({ operation }) =>
  Object.entries(operation.responses)
    .filter(([status]) => status >= '400')
    .flatMap(([status, answer]) => {
      const name = '$ref' in answer ? answer.$ref.replace('#/components/responses/', '') : '';
      const examples = components.responses[name]?.content['application/json'].examples ?? {};
      return Object.entries(examples).map(([example, { value }]) => ({ status: Number(status), example, value }));
    }),
);

/** The names and values in a part of the document, without descriptions; each reference is followed once. */
function namesAndValues(part: unknown, followed = new Set<string>()): string[] {
  if (typeof part !== 'object' || part === null) return [String(part)];
  return Object.entries(part).flatMap(([name, value]) => {
    if (name === 'description' || name === 'summary') return [];
    if (name !== '$ref') return [name, ...namesAndValues(value, followed)];
    if (followed.has(value)) return [];
    return namesAndValues(referred(value), followed.add(value));
  });
}

function referred(ref: string): unknown {
  const path = ref.replace('#/', '').split('/');
  return path.reduce<unknown>((part, name) => Object(part)[name], api);
}

describe('error codes', () => {
  it('have one HTTP status each', () => {
    expect(Object.keys(statuses)).toEqual(codes);
  });

  it('are shown by example under their status', () => {
    for (const { status, example, value } of refusals) {
      expect([value.error, value.header.resultCode, status]).toEqual([example, status, statuses[example]]);
    }
    expect(new Set([...refusals.map(({ example }) => example), ...ofNoOperation])).toEqual(new Set(codes));
  });
});

describe.each(operations)('$name', ({ name, method, operation }) => {
  const { tags, parameters = [], responses } = operation;
  const takes = (parameter: string) => parameters.some(({ $ref }) => $ref === `#/components/parameters/${parameter}`);

  test('takes an account unless it has none, and answers 401 only where one is required', () => {
    const account = operation['x-account'];
    expect([takes('AccountHeader'), takes('AccountQuery')]).toEqual([account !== 'none', account !== 'none']);
    expect('401' in responses).toBe(account === 'required');
  });

  test('never answers with a word that clients take for a leak', () => {
    const success = responses['200'] ?? responses['201'];
    const leaks = namesAndValues(success).filter((word) => /password|secret|token|api_key|ssn/iu.test(word));
    // A receiver can't verify without the secret of its webhook, which this answer alone has. No client of the billing API reads it.
    expect(leaks.filter((word) => !(name === 'createWebhook' && word === 'secret'))).toEqual([]);
  });

  test("answers 429 unless it is one of the mock's own controls", () => {
    expect('429' in responses).toBe(!tags.includes('test-control'));
  });

  test('can be repeated with an idempotency key if it is a POST', () => {
    const success = responses['200'] ?? responses['201'];
    const replays = success !== undefined && 'headers' in success && 'Idempotency-Replayed' in success.headers;
    const isPost = method === 'post';
    expect([takes('IdempotencyKey'), replays]).toEqual([isPost, isPost]);
    expect(!isPost || '409' in responses).toBe(true);
  });
});

describe('references', () => {
  it('stay within the document', () => {
    expect(text.match(/\$ref: '(?!#\/components\/)/gu)).toBeNull();
  });
});
