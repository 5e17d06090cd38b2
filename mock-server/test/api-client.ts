import type { OperationId, PathOf, QueryOf, RequestBody, SuccessBody } from '@billing-testkit/contracts';
import { afterAll, beforeAll, expect } from 'vitest';
import type { MockServerOptions } from '../src/mock-server-options.ts';
import { type MockServer, startMockServer } from '../src/start-mock-server.ts';
import { operationOf } from './api-document.ts';
import { type Answer, asRefusal, expectDocumented, type RefusalBody } from './contract-check.ts';

type QueryValue = string | number | readonly string[] | undefined;

/** A request as loosely as a client may send it. */
export interface LooseRequest {
  /** The header `uuid`. */
  readonly uuid?: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** The body as it is, in place of `body`. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
}

/** A request that fits its operation. */
export interface TypedRequest<Op extends OperationId> {
  readonly uuid?: string;
  readonly path?: PathOf<Op>;
  readonly query?: QueryOf<Op>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: RequestBody<Op>;
}

export interface RefusedAnswer extends Answer {
  readonly body: RefusalBody;
  /** The refusal's status, code and the paths of its details, to be told apart at one glance. */
  readonly gist: readonly [status: number, code: string, ...paths: string[]];
}

/** Speaks to a server with plain requests and holds every answer against the document. */
export class ApiClient {
  readonly #urlOf: () => string;

  constructor(urlOf: () => string) {
    this.#urlOf = urlOf;
  }

  get url(): string {
    return this.#urlOf();
  }

  /** Sends a request that should succeed and returns the body. */
  async call<Op extends OperationId>(operationId: Op, request: TypedRequest<Op> = {}): Promise<SuccessBody<Op>> {
    const answer = await this.send(operationId, request);
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    assertIsOf<Op>(answer);
    return answer.body;
  }

  /** Sends a request that should be refused. */
  async refused(target: OperationId | `${string} /${string}`, request: LooseRequest = {}): Promise<RefusedAnswer> {
    const answer = await this.send(target, request);
    expect(answer.status, JSON.stringify(answer.body)).toBeGreaterThanOrEqual(400);
    const body = asRefusal(answer.body);
    return { ...answer, body, gist: [answer.status, body.error, ...body.details.map(({ path }) => path)] };
  }

  /** Sends a request to an operation, or to a method and path. */
  async send(target: OperationId | `${string} /${string}`, request: LooseRequest = {}): Promise<Answer> {
    const { method, path } = addressOf(target, request.path ?? {});
    const response = await fetch(`${this.url}${path}${queryString(request.query ?? {})}`, init(method, request));
    const text = await response.text();
    const answer = { status: response.status, headers: response.headers, body: method === 'HEAD' ? '' : parsed(text) };
    if (method !== 'HEAD' && !response.headers.has('x-injected-fault'))
      expectDocumented({ method, path: path.split('?')[0] ?? '', ...answer });
    return answer;
  }
}

/** It takes a second, and later on a machine that is busy. */
const START_WITHIN_MS = 60_000;

/** A server of its own for the tests of a file. Whatever they did, its accounts have to reconcile in the end. */
export function useServer(options: MockServerOptions = {}): ApiClient {
  let server: MockServer | undefined;
  const api = new ApiClient(() => {
    if (!server) throw new Error('The server is started before the first test.');
    return server.url;
  });
  beforeAll(async () => {
    server = await startMockServer({ port: 0, rateLimit: 0, ...options });
  }, START_WITHIN_MS);
  afterAll(async () => {
    await expectReconciled(api);
    await server?.close();
  }, START_WITHIN_MS);
  return api;
}

/** Fails the test when the server finds an account of its own, or this one, that is off. */
export async function expectReconciled(api: ApiClient, uuid?: string): Promise<void> {
  const account = uuid === undefined ? {} : { uuid };
  const body = { batchJobCode: 'BATCH_RECONCILIATION', date: '2025-12' } as const;
  const { batchId } = await api.call('createBatch', { ...account, body });
  const { status, results } = await api.call('getBatch', { ...account, path: { batchId } });
  expect(results.filter((result) => result.status !== 'SUCCEEDED' || result.findings?.length !== 0)).toEqual([]);
  expect(status).toBe('COMPLETED');
}

let accounts = 0;

/** The id of an account that no other test of the file knows. */
export function newUuid(): string {
  accounts += 1;
  return `account-${accounts}x`;
}

function addressOf(target: string, parameters: Readonly<Record<string, string>>) {
  const [method = '', path = ''] = isOperation(target) ? writtenOut(target, parameters) : target.split(/ (.*)/s);
  return { method, path };
}

function isOperation(target: string): target is OperationId {
  return !target.includes(' ');
}

function writtenOut(operationId: OperationId, parameters: Readonly<Record<string, string>>): [string, string] {
  const { method, template } = operationOf(operationId);
  return [method, template.replaceAll(/\{([^}]+)\}/g, (_, name) => encodeURIComponent(parameters[name] ?? ''))];
}

/** Commas are left as they are: where a list is asked for, they separate its items. */
function queryString(query: Readonly<Record<string, QueryValue>>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => `${name}=${encodeURIComponent(one).replaceAll('%2C', ',')}`),
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function init(method: string, { uuid, headers = {}, body, raw }: LooseRequest): RequestInit {
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const type = text === undefined || 'content-type' in headers ? {} : { 'content-type': 'application/json' };
  return {
    method,
    headers: { accept: 'application/json', ...type, ...(uuid !== undefined && { uuid }), ...headers },
    ...(text !== undefined && { body: text }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Every answer has passed the document's schema before. */
function assertIsOf<Op extends OperationId>(answer: Answer): asserts answer is Answer & { body: SuccessBody<Op> } {
  expect(answer.body).toHaveProperty('header.resultMessage', 'SUCCESS');
}
