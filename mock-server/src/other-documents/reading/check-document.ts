import type { DocumentError } from './document-error.ts';
import { type Kind, shapes } from './document-shape.ts';
import { isList, isObject } from './json.ts';
import { childOf, childrenOf, type Located } from './located.ts';
import { type References, referenceIn } from './references.ts';

interface Visit {
  readonly kind: Kind;
  readonly at: Located;
}

/**
 * Checks the parts of a document that the server uses, those in other files included. Throws a `DocumentError` for the first one that
 * is wrong, such as a reference that leads nowhere.
 */
export function checkDocument(root: Located, references: References): void {
  const seen = new Map<object, Set<Kind>>();
  const open: Visit[] = [{ kind: 'document', at: root }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { kind, at } = next;
    const { value } = at;
    if (kind === 'schema' && typeof value === 'boolean') continue;
    if (!isObject(value)) throw mistake(at, `has to be ${shapes[kind].what}`);
    if (isSeen(seen, value, kind)) continue;
    const inside = childrenToVisit(next, references);
    for (const child of inside.reverse()) open.push(child);
  }
}

function isSeen(seen: Map<object, Set<Kind>>, value: object, kind: Kind): boolean {
  const kinds = seen.get(value);
  if (kinds?.has(kind)) return true;
  if (kinds) kinds.add(kind);
  else seen.set(value, new Set([kind]));
  return false;
}

function childrenToVisit({ kind, at }: Visit, references: References): Visit[] {
  const reference = referenceIn(at.value);
  // Following it to its end shows a reference that leads to itself.
  if (reference !== undefined) references.resolve(at);
  const target: Visit[] = reference === undefined ? [] : [{ kind, at: references.target(at, reference) }];
  if (reference !== undefined && kind !== 'schema') return target;
  const { fields, leaves, required } = shapes[kind];
  for (const name of required) {
    if (childOf(at, name).value === undefined) throw mistake(at, `${shapes[kind].what} needs ${JSON.stringify(name)}`);
  }
  const inside = childrenOf(at).flatMap(([name, child]): Visit[] => {
    const leaf = Object.hasOwn(leaves, name) ? leaves[name] : undefined;
    if (leaf && !leaf.isRight(child.value)) throw mistake(child, `has to be ${leaf.expected}`);
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field || child.value === null) return [];
    return membersOf(child, field.form, references).map((member) => ({ kind: field.kind, at: member }));
  });
  return [...target, ...inside];
}

function membersOf(at: Located, form: 'one' | 'list' | 'map', references: References): Located[] {
  if (form === 'map' && referenceIn(at.value) !== undefined) return membersOf(references.resolve(at), form, references);
  if (form === 'one') return isList(at.value) ? childrenOf(at).map(([, item]) => item) : [at];
  if (form === 'list' && !isList(at.value)) throw mistake(at, 'has to be a list');
  if (form === 'map' && !isObject(at.value)) throw mistake(at, 'has to be an object');
  return childrenOf(at).flatMap(([name, member]) => (form === 'map' && name.startsWith('x-') ? [] : [member]));
}

function mistake({ file, pointer }: Located, reason: string): DocumentError {
  return file.errorAt(pointer, reason);
}
