import { chooseResponse } from '../answers/choose-response.ts';
import { plain } from '../answers/paging-names.ts';
import { isJson } from '../operations/media.ts';
import type { Operation } from '../operations/operation.ts';
import { parseTemplate, segmentKey } from '../operations/path-template.ts';
import { itemSchema, possibleTypes, propertyNames, propertySchema } from '../requests/schema-types.ts';
import type { Schema } from '../schemas/schema.ts';

/** Items of one kind that a document has a path for all of, and one for each. */
export interface Resource {
  /** The path template of the collection. */
  readonly template: string;
  /** The schema of one item. */
  readonly schema: Schema;
  /** The property that has the id, and the parameter of the path that names it. */
  readonly idName: string;
  readonly parameter: string;
}

/** The role of an operation on a resource. */
export interface ResourceRole {
  readonly resource: Resource;
  readonly role: 'list' | 'create' | 'read' | 'replace' | 'change' | 'delete';
}

const ofCollection: Readonly<Record<string, ResourceRole['role']>> = { GET: 'list', POST: 'create' };
const ofItem: Readonly<Record<string, ResourceRole['role']>> = {
  GET: 'read',
  PUT: 'replace',
  PATCH: 'change',
  DELETE: 'delete',
};

/** The roles of a document's operations: of those that the document marks with `x-stateful`, or of all. */
export function resourceRoles(
  operations: readonly Operation[],
  isForAll: boolean,
): ReadonlyMap<Operation, ResourceRole> {
  const byPath = groupedByPath(operations);
  const roles = new Map<Operation, ResourceRole>();
  for (const items of byPath.values()) {
    const split = splitTemplate(items[0]?.template ?? '');
    const collection = split ? (byPath.get(keyOf(split.collection)) ?? []) : [];
    const isWanted = isForAll || [...collection, ...items].some((operation) => operation.isMarkedStateful);
    const resource = split && isWanted ? resourceOf(split, collection, items) : undefined;
    addRoles(roles, collection, ofCollection, resource);
    addRoles(roles, items, ofItem, resource);
  }
  return roles;
}

function groupedByPath(operations: readonly Operation[]): Map<string, Operation[]> {
  const byPath = new Map<string, Operation[]>();
  for (const operation of operations) {
    const key = keyOf(operation.template);
    const known = byPath.get(key);
    if (known) known.push(operation);
    else byPath.set(key, [operation]);
  }
  return byPath;
}

function addRoles(
  roles: Map<Operation, ResourceRole>,
  operations: readonly Operation[],
  byMethod: Readonly<Record<string, ResourceRole['role']>>,
  resource: Resource | undefined,
): void {
  for (const operation of operations) {
    const role = byMethod[operation.method];
    if (role && resource) roles.set(operation, { resource, role });
  }
}

function keyOf(template: string): string {
  return parseTemplate(template).segments.map(segmentKey).join('/');
}

interface Split {
  readonly collection: string;
  readonly parameter: string;
}

/** The path of the collection that an item's path begins with; `undefined` for a path that does not end with a parameter. */
function splitTemplate(template: string): Split | undefined {
  const [, collection, parameter] = /^(.*)\/\{([^{}/]+)\}\/?$/.exec(template) ?? [];
  return collection && parameter ? { collection, parameter } : undefined;
}

/** The resource of two paths, by the answers of their operations; `undefined` when they show no item with an id. */
function resourceOf(
  { collection, parameter }: Split,
  collectionOperations: readonly Operation[],
  itemOperations: readonly Operation[],
): Resource | undefined {
  const one = ['GET', 'PUT', 'PATCH'].map((method) => itemOperations.find((operation) => operation.method === method));
  const list = collectionOperations.find((operation) => operation.method === 'GET');
  const create = collectionOperations.find((operation) => operation.method === 'POST');
  const candidates = [...one.map(answerSchema), listedSchema(answerSchema(list)), answerSchema(create)];
  for (const candidate of candidates) {
    const found = candidate && thingIn(candidate, parameter);
    if (found) return { template: collection, parameter, ...found };
  }
  return undefined;
}

/** The schema of the best answer of an operation. */
function answerSchema(operation: Operation | undefined): Schema | undefined {
  const response = operation && chooseResponse(operation, undefined).response;
  return response?.media.find(({ type, schema }) => schema && isJson(type))?.schema;
}

/** The schema of the items of an answer that is a list or has one. */
function listedSchema(schema: Schema | undefined): Schema | undefined {
  if (!schema) return undefined;
  const own = itemSchema(schema);
  if (own) return own;
  return propertyNames(schema)
    .map((name) => propertySchema(schema, name))
    .map((property) => property && itemSchema(property))
    .find((item) => item && possibleTypes(item).has('object'));
}

/** The item that a schema describes, or that an envelope of it has. */
function thingIn(schema: Schema, parameter: string): Pick<Resource, 'schema' | 'idName'> | undefined {
  const idName = idNameIn(schema, parameter);
  if (idName !== undefined) return { schema, idName };
  for (const name of propertyNames(schema)) {
    const inside = propertySchema(schema, name);
    const idInside = inside && idNameIn(inside, parameter);
    if (inside && idInside !== undefined) return { schema: inside, idName: idInside };
  }
  return undefined;
}

/** The property that has the id: one called like the parameter, else `id`, else the end of the parameter's name. */
function idNameIn(schema: Schema, parameter: string): string | undefined {
  const names = propertyNames(schema).filter((name) => isPlain(propertySchema(schema, name)));
  const wanted = [plain(parameter), 'id', 'uuid', 'identifier', 'key', 'code', 'name', 'slug'];
  return wanted.map((word) => names.find((name) => plain(name) === word)).find((name) => name !== undefined);
}

function isPlain(schema: Schema | undefined): boolean {
  const types = schema ? possibleTypes(schema) : new Set<string>();
  return types.size === 0 || types.has('string') || types.has('number');
}
