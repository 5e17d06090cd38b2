import { isObject, type Json, objectOf, textOf } from '../documents/json-value.ts';

/** Follows the references within one document. */
export class References {
  readonly #document: Json;

  constructor(document: Json) {
    this.#document = document;
  }

  /** The object at the end of a value's references: the value itself when it has none, and an empty object when nothing is there. */
  resolve(value: unknown): Json {
    const seen = new Set<string>();
    let resolved = objectOf(value);
    for (let ref = textOf(resolved.$ref); ref !== undefined && !seen.has(ref); ref = textOf(resolved.$ref)) {
      seen.add(ref);
      resolved = objectOf(this.#at(ref));
    }
    return resolved;
  }

  #at(ref: string): unknown {
    const parts = ref.replace(/^#\//u, '').split('/').map(decoded);
    return parts.reduce<unknown>((part, name) => (isObject(part) ? part[name] : undefined), this.#document);
  }
}

/** The name of the schema that a value refers to: the last part of its reference. */
export function referredName(value: unknown): string | undefined {
  return textOf(objectOf(value).$ref)?.split('/').map(decoded).at(-1);
}

function decoded(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
