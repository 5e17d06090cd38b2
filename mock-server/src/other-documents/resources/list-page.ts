import { isNamed, isOfPaging, type PagingRole, plain } from '../answers/paging-names.ts';
import type { Checker } from '../checking/checker.ts';
import type { Operation } from '../operations/operation.ts';
import { isList, isObject, type JsonObject } from '../reading/json.ts';
import type { Parameters } from '../requests/read-parameters.ts';
import { itemSchema, propertySchema } from '../requests/schema-types.ts';
import type { Schema } from '../schemas/schema.ts';

/** A request for a list, with its filters and page in the parameters. */
export interface ListQuery {
  readonly operation: Operation;
  readonly parameters: Parameters;
  readonly idName: string;
}

/** A page of a list, and the facts about the whole list, by role. */
export interface ListPage {
  readonly items: readonly JsonObject[];
  readonly facts: ReadonlyMap<PagingRole, unknown>;
}

const DEFAULT_LIMIT = 20;

/** The page of a list that a request asks for: by number, offset or cursor, and only the items with the fields that it names. */
export function pageOf(all: readonly JsonObject[], query: ListQuery): ListPage {
  const items = filtered(all, query);
  const sizes = valuesOf(query, 'limit').filter((value) => typeof value === 'number' && value > 0);
  const isPaged = query.operation.parameters.some(
    (parameter) => parameter.in === 'query' && isOfPaging(parameter.name),
  );
  const limit = Number(sizes[0] ?? (isPaged ? DEFAULT_LIMIT : Math.max(1, items.length)));
  const from = startOf(items, limit, query);
  const page = items.slice(from, from + limit);
  const hasMore = from + limit < items.length;
  const number = Math.floor(from / limit);
  const last = page.at(-1);
  return {
    items: page,
    facts: new Map<PagingRole, unknown>([
      ['total', items.length],
      ['pages', Math.ceil(items.length / limit)],
      ['more', hasMore],
      ['nextCursor', hasMore && last ? String(last[query.idName]) : null],
      ['nextPage', hasMore ? number + 2 : null],
      ['page', number + 1],
      ['pageIndex', number],
      ['limit', limit],
      ['offset', from],
    ]),
  };
}

function startOf(items: readonly JsonObject[], limit: number, query: ListQuery): number {
  const [cursor] = valuesOf(query, 'cursor');
  if (cursor !== undefined && cursor !== '') {
    const index = items.findIndex((item) => String(item[query.idName]) === String(cursor));
    return index === -1 ? items.length : index + 1;
  }
  const [offset] = valuesOf(query, 'offset');
  if (typeof offset === 'number') return Math.max(0, offset);
  const [index] = valuesOf(query, 'pageIndex');
  if (typeof index === 'number') return Math.max(0, index) * limit;
  const [page] = valuesOf(query, 'page');
  return typeof page === 'number' ? Math.max(0, page - firstPage(query)) * limit : 0;
}

/** The number of the first page: 0 where the document allows it, or has it as the default. */
function firstPage({ operation }: ListQuery): number {
  const parameter = operation.parameters.find(({ name, in: place }) => place === 'query' && isNamed(name, 'page'));
  const { minimum, default: usual } = parameter?.schema?.keywords ?? {};
  return minimum === 0 || usual === 0 ? 0 : 1;
}

function valuesOf({ parameters, operation }: ListQuery, role: PagingRole): unknown[] {
  const ofQuery = operation.parameters.filter((parameter) => parameter.in === 'query' && isNamed(parameter.name, role));
  return ofQuery.flatMap(({ name, schema }) => {
    const value = parameters.get(`query/${name}`) ?? schema?.keywords.default;
    return value === undefined ? [] : [value];
  });
}

/** The items whose fields are as the query's parameters of their names say. */
function filtered(items: readonly JsonObject[], { parameters }: ListQuery): JsonObject[] {
  const wanted = [...parameters].flatMap(([path, value]): [string, readonly string[]][] => {
    const [place, name = ''] = path.split('/');
    if (place !== 'query' || isOfPaging(name)) return [];
    return [[plain(name), [value].flat().map(String)]];
  });
  if (wanted.length === 0) return [...items];
  return items.filter((item) =>
    wanted.every(([name, values]) => {
      const field = Object.entries(item).find(([key]) => plain(key) === name)?.[1];
      return field === undefined || typeof field === 'object' || values.includes(String(field));
    }),
  );
}

const ROLES: readonly PagingRole[] = [
  'total',
  'pages',
  'more',
  'nextPage',
  'nextCursor',
  'page',
  'pageIndex',
  'limit',
  'offset',
];

interface PageMakers {
  readonly checker: Checker;
  /** An item as a list has it. */
  readonly show: (item: JsonObject, itemSchema: Schema) => JsonObject;
}

/** An answer that has a list, with a page of it and with the facts about the whole list, as far as it stays valid. */
export function withPage(made: unknown, page: ListPage, schema: Schema, { checker, show }: PageMakers): unknown {
  const shown = (list: Schema | undefined) => {
    const ofItem = list && itemSchema(list);
    return ofItem ? page.items.map((item) => show(item, ofItem)) : page.items;
  };
  if (isList(made)) return shown(schema);
  if (!isObject(made)) return made;
  const name = listName(made);
  if (name === undefined) return made;
  const whole = { ...made, [name]: shown(propertySchema(schema, name)) };
  return withFacts(whole, page, (changed) => checker.isValid(schema, changed));
}

/** The list of an answer: the first one of objects, else the first one. */
function listName(made: JsonObject): string | undefined {
  const lists = Object.entries(made).filter(([, value]) => isList(value));
  const ofObjects = lists.find(([, value]) => isList(value) && value.some(isObject));
  return (ofObjects ?? lists[0])?.[0];
}

/** Sets the fields that tell of the list, in the answer itself and in the objects in it. */
function withFacts(answer: JsonObject, page: ListPage, isRight: (changed: unknown) => boolean): JsonObject {
  const places: readonly (string | undefined)[] = [
    undefined,
    ...Object.keys(answer).filter((name) => isObject(answer[name])),
  ];
  return places.reduce((changed, place) => {
    const inside = place === undefined ? changed : changed[place];
    return Object.keys(isObject(inside) ? inside : {}).reduce(
      (next, name) => setFact(next, place, name, { page, isRight }),
      changed,
    );
  }, answer);
}

interface Facts {
  readonly page: ListPage;
  readonly isRight: (changed: unknown) => boolean;
}

function setFact(answer: JsonObject, place: string | undefined, name: string, { page, isRight }: Facts): JsonObject {
  const role = ROLES.find((one) => isNamed(name, one));
  if (!role) return answer;
  const value = page.facts.get(role);
  const inside = place === undefined ? answer : answer[place];
  if (!isObject(inside)) return answer;
  const candidates = value === null ? [null, undefined, ''] : [value, String(value)];
  const changed = candidates.map((candidate) => {
    const { [name]: _, ...rest } = inside;
    const fields = candidate === undefined ? rest : { ...inside, [name]: candidate };
    return place === undefined ? fields : { ...answer, [place]: fields };
  });
  return changed.find(isRight) ?? answer;
}
