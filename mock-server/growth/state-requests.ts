import { type Operation, operations, queryParametersOf, shapesOf } from './document.ts';
import { exampleOfShape } from './example-value.ts';
import { type Query, targetOf, withQuery } from './request-target.ts';
import { type Fields, jsonBody, type Request, type ServerProcess } from './server-process.ts';
import type { Names } from './state-account.ts';

/** A way to ask an operation about an account. */
export interface StateRequest {
  readonly operation: Operation;
  /** The operation, followed by the particulars of this way. */
  readonly label: string;
  /** Whether the request names the account. */
  readonly hasUuid: boolean;
  /** Whether the request is about a part of the things only. */
  readonly isFiltered: boolean;
  /** The parameters of the query besides the required ones. The way may have to ask first where a list ends. */
  query(server: ServerProcess, names: Names): Promise<Query>;
  /** The fields of the body that this way has in particular. */
  readonly fields: Fields;
}

const PAGING = ['page', 'after', 'itemsPerPage'];

const nothingMore = async (): Promise<Query> => [];

/** The operations that leave little behind; they are asked last, in this order. */
const ENDINGS = ['cancelCampaignCredit', 'unassignContracts', 'deleteMeters', 'deleteAccount', 'resetAccount'];

export function isEnding({ operation, isFiltered }: StateRequest): boolean {
  return !isFiltered && ENDINGS.includes(operation.operationId);
}

/**
 * The operations that make a month final, after which it is not calculated again. `deleteMeter` comes before them, since a final
 * month refuses it.
 */
const FINAL = ['deleteMeter', 'pay', 'refundPayment', 'changePaymentStatus', 'createBatch of BATCH_PROCESS_PAYMENT'];

/** The order in which operations are asked: by method, with those of `FINAL` before those that delete. */
const TURNS = ['GET', 'POST', 'PUT', 'FINAL', 'DELETE'];

/** The ways to ask every operation: those that read come before those that change, and those that delete everything come last. */
export const stateRequests: readonly StateRequest[] = operations.flatMap(waysOf).sort((a, b) => turnOf(a) - turnOf(b));

function turnOf(request: StateRequest): number {
  const { operationId, method } = request.operation;
  if (isEnding(request)) return TURNS.length + ENDINGS.indexOf(operationId);
  const final = FINAL.findIndex((name) => request.label === name || request.label.startsWith(`${name} `));
  return final === -1 ? TURNS.indexOf(method) : TURNS.indexOf('FINAL') + final / FINAL.length;
}

function waysOf(operation: Operation): readonly StateRequest[] {
  const { operationId: label, account } = operation;
  const plain: StateRequest = {
    operation,
    label,
    hasUuid: account !== 'none',
    query: nothingMore,
    fields: {},
    isFiltered: false,
  };
  const isElsewhere = account === 'found' || account === 'optional';
  const kinds = kindsOf(plain);
  return [
    ...(kinds.length > 0 ? kinds : [plain]),
    ...filteredWays(plain),
    ...pagedWays(plain),
    ...(isElsewhere ? [{ ...plain, label: `${label} without uuid`, hasUuid: false }] : []),
  ];
}

/** The ways by a required field of fixed values: one for each value. */
function kindsOf(plain: StateRequest): readonly StateRequest[] {
  const [body] = plain.operation.body ? shapesOf(plain.operation.body) : [];
  return (body?.required ?? []).flatMap((name) => {
    const values = shapesOf(body?.properties?.[name] ?? {}).flatMap((shape) => shape.enum ?? []);
    return values.map((value) => ({ ...plain, label: `${plain.label} of ${value}`, fields: { [name]: value } }));
  });
}

function filteredWays(plain: StateRequest): readonly StateRequest[] {
  return queryParametersOf(plain.operation)
    .filter(({ name, required }) => required !== true && !PAGING.includes(name))
    .map(({ name, example }) => ({
      ...plain,
      label: `${plain.label} by ${name}`,
      isFiltered: true,
      query: async (_server, names) => [[name, textOf(names[name] ?? example)]],
    }));
}

const ITEMS_PER_PAGE = 50;

function pagedWays(plain: StateRequest): readonly StateRequest[] {
  const names = queryParametersOf(plain.operation).map(({ name }) => name);
  const ofLastPage: StateRequest['query'] = async (server, values) => [['page', await lastPage(server, plain, values)]];
  const afterMost: StateRequest['query'] = async (server, values) => {
    const page = await answerTo(server, plain, { values, query: [['page', await lastPage(server, plain, values)]] });
    return [['after', lastIdIn(page)]];
  };
  return [
    ...(names.includes('page') ? [{ ...plain, label: `${plain.label} of the last page`, query: ofLastPage }] : []),
    ...(names.includes('after') ? [{ ...plain, label: `${plain.label} after an item`, query: afterMost }] : []),
  ];
}

async function lastPage(server: ServerProcess, plain: StateRequest, values: Names): Promise<string> {
  const { totalItems } = await answerTo(server, plain, { values, query: [] });
  return String(Math.max(1, Math.ceil(Number(totalItems) / ITEMS_PER_PAGE)));
}

/** The id of the last item on a page of any list. */
function lastIdIn(page: Fields): string {
  const items = Object.values(page).find((field) => Array.isArray(field));
  const last: unknown = Array.isArray(items) ? items.at(-1) : undefined;
  if (typeof last !== 'object' || last === null) return 'none';
  const id = Object.entries(last).find(([name]) => name.endsWith('Id'));
  return String(id?.[1]);
}

async function answerTo(
  server: ServerProcess,
  plain: StateRequest,
  { values, query }: { values: Names; query: Query },
) {
  const answer = await server.send(requestOf({ ...plain, query: nothingMore }, values, query));
  const fields: Fields = JSON.parse(answer.text);
  return fields;
}

let keys = 0;

/** Makes the request. A POST has an idempotency key that no other request has. */
export function requestOf({ operation, hasUuid, fields }: StateRequest, names: Names, query: Query): Request {
  const { method, parameters, body } = operation;
  keys += 1;
  const key = method === 'POST' ? { 'idempotency-key': `state-${keys}` } : {};
  const uuid = hasUuid ? { uuid: String(names.uuid) } : {};
  const required = queryParametersOf(operation)
    .filter((parameter) => parameter.required === true)
    .map(({ name, example }) => [name, textOf(names[name] ?? example)] as const);
  const pathNames = Object.fromEntries(
    parameters.filter(({ name }) => names[name] !== undefined).map(({ name }) => [name, String(names[name])]),
  );
  const target = withQuery(targetOf(operation, pathNames), [...required, ...query]);
  if (!body) return { method, target, headers: { ...key, ...uuid } };
  const json = jsonBody({ ...bodyOf(operation, names), ...fields });
  return { method, target, body: json.body, headers: { ...json.headers, ...key, ...uuid } };
}

/** The fields of the body: the required ones, and the optional ones that `names` has. */
function bodyOf({ body, account }: Operation, names: Names): object {
  const shapes = body ? shapesOf(body) : [];
  const shape = shapes[0] ?? {};
  keys += 1;
  const example = exampleOfShape(shape, { index: 0, count: 1, salt: `s${keys}`, isFull: false });
  if (account === 'none') return Object(example);
  const isNamed = (name: string) => name !== 'uuid' || shape.required?.includes('uuid') === true;
  const known = Object.keys(shape.properties ?? {}).filter((name) => names[name] !== undefined && isNamed(name));
  return { ...Object(example), ...Object.fromEntries(known.map((name) => [name, names[name]])) };
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}
