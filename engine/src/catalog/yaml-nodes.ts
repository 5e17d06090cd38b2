import { Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';

type Node = Scalar | YAMLMap | YAMLSeq;

/** A value that is printed in a catalog: a number digit by digit, a list of them on one line, or a node. */
export type Printed = string | number | readonly (string | number)[] | Node;

export type PrintedField = readonly [name: string, value: Printed];

export type CommentedField = readonly [name: string, value: Printed, comment: string];

/** A map made by hand: one made from an object would lose names like `__proto__`. */
export function mapOf(fields: readonly PrintedField[]): YAMLMap<Scalar, Node> {
  const map = new YAMLMap<Scalar, Node>();
  for (const [name, value] of fields) map.items.push(new Pair(new Scalar(name), nodeOf(value)));
  return map;
}

export function listOf(items: readonly Printed[]): YAMLSeq<Node> {
  const list = new YAMLSeq<Node>();
  list.items.push(...items.map(nodeOf));
  return list;
}

export function inLine<Collection extends YAMLMap | YAMLSeq>(collection: Collection): Collection {
  collection.flow = true;
  return collection;
}

/** A value with a comment behind it. */
export function explained(value: string | number, comment: string): Scalar {
  const scalar = new Scalar(String(value));
  scalar.comment = ` ${comment}`;
  return scalar;
}

/** A map of parts, each with its comment before it and apart from the one before. */
export function partsOf(parts: readonly CommentedField[]): YAMLMap {
  const map = new YAMLMap<Scalar, Node>();
  for (const [index, [name, value, comment]] of parts.entries()) {
    const key = new Scalar(name);
    key.spaceBefore = index > 0;
    key.commentBefore = commentLines(comment);
    map.items.push(new Pair(key, nodeOf(value)));
  }
  return map;
}

export function commentLines(text: string): string {
  return text.replaceAll(/^/gm, ' ');
}

/** Adds a comment above a part, or above a field of a part by a name like `lateFees.rate`. Nothing when there is no such field. */
export function annotate(parts: YAMLMap, name: string, comment: string): void {
  const [part = '', field] = name.split(/\.(.*)/s);
  const found = parts.items.find((pair) => isNamed(pair.key, part));
  const fields = found?.value instanceof YAMLMap ? found.value.items : [];
  const { key } = (field === undefined ? found : fields.find((pair) => isNamed(pair.key, field))) ?? {};
  if (!(key instanceof Scalar)) return;
  const before = key.commentBefore;
  key.commentBefore = [...(before ? [before] : []), commentLines(comment)].join('\n');
}

function isNamed(key: unknown, name: string | undefined): boolean {
  return key instanceof Scalar && key.value === name;
}

function nodeOf(value: Printed): Node {
  if (typeof value === 'string' || typeof value === 'number') return new Scalar(String(value));
  return isList(value) ? inLine(listOf(value)) : value;
}

function isList(value: Printed): value is readonly (string | number)[] {
  return Array.isArray(value);
}
