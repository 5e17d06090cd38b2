import { METHODS } from '../reading/document-shape.ts';
import { fieldOf, isObject } from '../reading/json.ts';
import { childOf, childrenOf, type Located, shownPlace } from '../reading/located.ts';
import { Operation } from './operation.ts';
import type { OperationSource } from './operation-source.ts';
import { basePathsAt } from './servers.ts';

/** An operation, and the path templates that it is served at: one for each base path of its servers. */
export interface Served {
  readonly operation: Operation;
  readonly templates: readonly string[];
}

/** The operations of a document. Every operation has an id of its own; a document that gives one twice is told of in `notices`. */
export function operationsOf(source: OperationSource, isTaken: (id: string) => boolean, notices: string[]): Served[] {
  const ofDocument = basePathsAt(source.root) ?? [''];
  const places = new Map<string, Located>();
  return childrenOf(source.references.resolve(childOf(source.root, 'paths'))).flatMap(([given, entry]) => {
    if (given.startsWith('x-')) return [];
    const path = given.startsWith('/') ? given : `/${given}`;
    if (path !== given)
      notices.push(`${shownPlace(entry)}: a path begins with a slash, so this one is served as ${path}`);
    const pathItem = source.references.resolve(entry);
    const ofPath = basePathsAt(pathItem) ?? ofDocument;
    return METHODS.flatMap((method) => {
      const at = childOf(pathItem, method);
      if (!isObject(at.value)) return [];
      const id = idOf({ at, name: `${method.toUpperCase()} ${path}`, places, isTaken }, notices);
      const operation = new Operation({ id, method: method.toUpperCase(), template: path, at, pathItem, source });
      const bases = basePathsAt(at) ?? ofPath;
      return [{ operation, templates: bases.map((base) => base + path) }];
    });
  });
}

interface Naming {
  readonly at: Located;
  /** Method and path, which is the id of an operation that has no other. */
  readonly name: string;
  readonly places: Map<string, Located>;
  readonly isTaken: (id: string) => boolean;
}

function idOf({ at, name, places, isTaken }: Naming, notices: string[]): string {
  const given = fieldOf(at.value, 'operationId');
  if (typeof given !== 'string' || given === '') return name;
  const first = places.get(given);
  if (!first && !isTaken(given)) {
    places.set(given, at);
    return given;
  }
  const other = first ? `of ${shownPlace(first)}` : 'of the billing API or of another document';
  notices.push(
    `${shownPlace(at)}: the operationId ${given} is also the one ${other}, so this operation is called "${name}"`,
  );
  return name;
}
