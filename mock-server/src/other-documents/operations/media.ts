import { fieldOf, isObject } from '../reading/json.ts';
import { childOf, childrenOf, type Located } from '../reading/located.ts';
import type { References } from '../reading/references.ts';
import type { Schema } from '../schemas/schema.ts';
import type { Schemas } from '../schemas/schemas.ts';

/** An example of a document: its name where it has one. */
export interface Example {
  readonly name: string;
  readonly value: unknown;
  readonly at: Located;
}

/** A media type of a request or an answer. */
export interface Media {
  /** The type as the document writes it, like `application/json; charset=utf-8` or `image/*`. */
  readonly type: string;
  readonly schema: Schema | undefined;
  readonly examples: readonly Example[];
  /** The encodings of the fields of a form, by the fields' names. */
  readonly encodings: Located;
  readonly at: Located;
}

/** The media types of the `content` of a request body, a response, a parameter or a header. */
export function mediaOf(at: Located, references: References, schemas: Schemas): readonly Media[] {
  return childrenOf(childOf(at, 'content')).map(([type, entry]) => {
    const media = references.resolve(entry);
    const schema = childOf(media, 'schema');
    return {
      // Some documents write `*` for any type.
      type: type === '*' ? '*/*' : type,
      schema: schema.value === undefined ? undefined : schemas.of(schema),
      examples: examplesAt(media, references),
      encodings: childOf(media, 'encoding'),
      at: media,
    };
  });
}

/** The examples at a place, as `examples` by name and as `example`. */
export function examplesAt(at: Located, references: References): readonly Example[] {
  const single = childOf(at, 'example');
  const named = childrenOf(childOf(at, 'examples')).flatMap(([name, entry]) => {
    const example = references.resolve(entry);
    const value = childOf(example, 'value');
    if (isObject(example.value) && value.value !== undefined) return [{ name, value: value.value, at: value }];
    return [];
  });
  return fieldOf(at.value, 'example') === undefined ? named : [...named, { name: '', value: single.value, at: single }];
}

/** The type without its parameters, in lower case. */
export function essenceOf(type: string): string {
  return (type.split(';')[0] ?? '').trim().toLowerCase();
}

/** Whether two types or ranges of types, such as `image/*` and `application/*+json`, have a type in common. */
export function areAlike(one: string, other: string): boolean {
  const [family = '', kind = ''] = one.split('/');
  const [otherFamily = '', otherKind = ''] = other.split('/');
  const isFamily = family === otherFamily || family === '*' || otherFamily === '*';
  return isFamily && (isKindOf(kind, otherKind) || isKindOf(otherKind, kind));
}

/** `*+json` is JSON of any vocabulary, and JSON itself. */
function isKindOf(kind: string, range: string): boolean {
  if (range === '*' || kind === range) return true;
  return range.startsWith('*+') && (kind.endsWith(range.slice(1)) || kind === range.slice(2));
}

export function isJson(type: string): boolean {
  const essence = essenceOf(type);
  return essence === 'application/json' || essence === 'text/json' || essence.endsWith('+json');
}
