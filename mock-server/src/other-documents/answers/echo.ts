import type { Checker } from '../checking/checker.ts';
import type { Operation } from '../operations/operation.ts';
import { isList, isObject, type JsonObject } from '../reading/json.ts';
import type { Parameters } from '../requests/read-parameters.ts';
import type { Schema } from '../schemas/schema.ts';
import { isOfItsKinds } from './kinds.ts';
import { isNamed, plain } from './paging-names.ts';

/** The values of a request that its answer may repeat. */
export interface Said {
  readonly operation: Operation;
  readonly parameters: Parameters;
  readonly body: unknown;
  /** The status of the answer. */
  readonly status?: number;
}

type Change = (value: unknown) => unknown;

const MAX_CHANGES = 50;

/** A made answer that repeats the request's values where names match, as far as the answer stays valid. */
export function echoed(value: unknown, said: Said, schema: Schema | undefined, checker: Checker): unknown {
  return changedBy(changesFor(said), value, schema, checker);
}

/** A value with the fields of an object where it has fields of the same names, as far as it stays valid. */
export function withFieldsOf(fields: JsonObject, value: unknown, schema: Schema, checker: Checker): unknown {
  return changedBy([...bodyChanges(fields, [])], value, schema, checker);
}

function changedBy(changes: readonly Change[], value: unknown, schema: Schema | undefined, checker: Checker): unknown {
  if (changes.length === 0) return value;
  const hasKinds = schema !== undefined && isOfItsKinds(value, [schema], checker);
  const isRight = (changed: unknown) =>
    !schema || (checker.isValid(schema, changed) && (!hasKinds || isOfItsKinds(changed, [schema], checker)));
  const all = changes.reduce((changed, change) => change(changed), value);
  if (isRight(all)) return all;
  return changes.slice(0, MAX_CHANGES).reduce((changed, change) => {
    const next = change(changed);
    return next !== changed && isRight(next) ? next : changed;
  }, value);
}

/** The fields of a refusal that have its status, where they are numbers. */
const STATUS_NAMES = ['status', 'statuscode', 'httpstatus', 'httpstatuscode', 'httpcode', 'code'];

const LOWEST_REFUSAL = 400;

function changesFor(said: Said): Change[] {
  const { parameters, body, operation, status = 0 } = said;
  const limits = [...parameters].flatMap(([path, value]) => {
    const [place, name = ''] = path.split('/');
    return place === 'query' && isNamed(name, 'limit') && typeof value === 'number' ? [limited(value)] : [];
  });
  const facts = [...parameters].flatMap(([path, value]) => namesOf(path, operation).map((name) => fact(name, value)));
  const ofBody =
    isObject(body) && ['POST', 'PUT', 'PATCH'].includes(operation.method) ? [...bodyChanges(body, [])] : [];
  const isNumber = (before: unknown) => typeof before === 'number';
  const ofStatus = status < LOWEST_REFUSAL ? [] : STATUS_NAMES.map((name) => fact(name, status, isNumber));
  return [...ofBody, ...facts, ...limits, ...ofStatus];
}

/** The names that the value of a parameter goes by. The last id of a path is that of the item which the path names. */
function namesOf(path: string, { template }: Operation): string[] {
  const [place, name = ''] = path.split('/');
  if (place !== 'path' && place !== 'query') return [];
  const own = plain(name);
  if (place === 'query' || (own !== 'id' && !own.endsWith('id'))) return [own];
  const isLast = template.endsWith(`{${name}}`) || template.endsWith(`{${name}}/`);
  if (own === 'id') return isLast ? ['id'] : [];
  return isLast ? [own, 'id'] : [own];
}

/** Sets the fields of a name in an answer, whose values `isFor` holds for: those of the answer itself, of an object in it, and of the items of a list. */
function fact(name: string, value: unknown, isFor: (before: unknown) => boolean = () => true): Change {
  const withNamed = (answer: unknown) => {
    if (!isObject(answer)) return answer;
    const key = Object.keys(answer).find((one) => plain(one) === name && isFor(answer[one]));
    return key === undefined ? answer : { ...answer, [key]: ofType(value, answer[key]) };
  };
  return (answer) => {
    if (typeof value === 'object') return answer;
    if (isList(answer)) return name === 'id' ? answer : mapped(answer, withNamed);
    const own = withNamed(answer);
    if (own !== answer || !isObject(answer)) return own;
    return inside(answer, (part) => {
      if (isList(part)) return name === 'id' ? part : mapped(part, withNamed);
      return withNamed(part);
    });
  };
}

/** An id is a number in some places and a text in others. */
function ofType(value: unknown, like: unknown): unknown {
  if (typeof like === 'string' && typeof value === 'number') return String(value);
  if (typeof like === 'number' && typeof value === 'string' && /^\d{1,15}$/.test(value)) return Number(value);
  return value;
}

function mapped(items: readonly unknown[], change: Change): unknown {
  const changed = items.map(change);
  return changed.some((item, index) => item !== items[index]) ? changed : items;
}

function inside(answer: JsonObject, change: Change): unknown {
  const entries = Object.entries(answer).map(([name, part]) => [name, change(part)] as const);
  return entries.some(([name, part]) => part !== answer[name]) ? Object.fromEntries(entries) : answer;
}

/** Cuts the list that an answer is, or has. */
function limited(limit: number): Change {
  const cut = (value: unknown) => (isList(value) && value.length > limit && limit >= 0 ? value.slice(0, limit) : value);
  return (answer) => (isObject(answer) ? inside(answer, cut) : cut(answer));
}

const MAX_DEPTH = 5;

/** One change for each field of a body, at every level: the answer gets it where it has a field of this name. */
function* bodyChanges(body: JsonObject, way: readonly string[]): Generator<Change> {
  for (const [name, value] of Object.entries(body)) {
    if (isObject(value) && way.length < MAX_DEPTH) yield* bodyChanges(value, [...way, name]);
    else yield (answer) => setAt(answer, [...way, name], value);
  }
}

function setAt(answer: unknown, way: readonly string[], value: unknown): unknown {
  const set = withField(answer, way, value);
  if (set !== answer || !isObject(answer)) return set;
  // The item may be in an envelope, which the request had none of.
  const envelopes = Object.values(answer).filter(isObject);
  return envelopes.length === 1
    ? inside(answer, (part) => (isObject(part) ? withField(part, way, value) : part))
    : answer;
}

function withField(answer: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  if (!(isObject(answer) && Object.hasOwn(answer, name))) return answer;
  const changed = withField(answer[name], rest, value);
  return changed === answer[name] ? answer : { ...answer, [name]: changed };
}
