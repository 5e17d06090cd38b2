import { unreadableReason } from '@billing-testkit/engine';
import type { DocumentError } from './document-error.ts';
import type { DocumentFile, DocumentFiles } from './document-files.ts';
import { fieldOf, isObject } from './json.ts';
import { childOf, childrenOf, type Located } from './located.ts';

/** The most references that lead from one to the next. */
const MAX_HOPS = 100;

/** Follows the references of a document, in its own file and in those below its folder. */
export class References {
  readonly #files: DocumentFiles;
  /** The targets, by file and reference; `undefined` while a target is looked for. */
  readonly #targets = new Map<string, Located | undefined>();
  readonly #anchors = new Map<DocumentFile, ReadonlyMap<string, Located>>();

  constructor(files: DocumentFiles) {
    this.#files = files;
  }

  /** The value itself, or the target of its `$ref`, also by way of further references. Throws a `DocumentError`. */
  resolve(from: Located): Located {
    let at = from;
    for (let hops = 0; hops < MAX_HOPS; hops += 1) {
      const reference = referenceIn(at.value);
      if (reference === undefined) return at;
      at = this.target(at, reference);
    }
    throw errorAt(from, '/$ref', 'the reference leads to itself');
  }

  /** The target of a reference at a place; it may be a reference again. Throws a `DocumentError`. */
  target(from: Located, reference: string): Located {
    const key = `${from.file.path} ${reference}`;
    const known = this.#targets.get(key);
    if (known) return known;
    if (this.#targets.has(key)) throw errorAt(from, '/$ref', 'the reference leads to itself');
    this.#targets.set(key, undefined);
    try {
      const target = this.#find(from, reference);
      this.#targets.set(key, target);
      return target;
    } catch (error) {
      this.#targets.delete(key);
      throw error;
    }
  }

  #find(from: Located, reference: string): Located {
    const [path = '', fragment = ''] = splitAtHash(reference);
    const file = path === '' ? from.file : this.#fileOf(from, path);
    const whole = { value: file.value, file, pointer: '' };
    if (fragment !== '' && !fragment.startsWith('/')) {
      const anchored = this.#anchorsOf(whole).get(fragment);
      if (anchored) return anchored;
      throw errorAt(from, '/$ref', `there is no ${reference}`);
    }
    let at: Located = whole;
    for (const part of partsOf(fragment)) {
      const container = fieldOf(at.value, part) === undefined ? this.#resolveBetween(at, from) : at;
      if (fieldOf(container.value, part) === undefined) throw errorAt(from, '/$ref', `there is no ${reference}`);
      at = childOf(container, part);
    }
    return at;
  }

  /** A pointer may lead through a reference. */
  #resolveBetween(at: Located, from: Located): Located {
    if (referenceIn(at.value) === undefined) return at;
    return at.value === from.value ? at : this.resolve(at);
  }

  #fileOf(from: Located, path: string): DocumentFile {
    try {
      return this.#files.at(path, from.file);
    } catch (cause) {
      if (isDocumentError(cause)) throw cause;
      throw errorAt(from, '/$ref', `${JSON.stringify(path)} is not read: ${unreadableReason(cause)}`);
    }
  }

  #anchorsOf(whole: Located): ReadonlyMap<string, Located> {
    const known = this.#anchors.get(whole.file);
    if (known) return known;
    const anchors = new Map<string, Located>();
    const open = [whole];
    for (let at = open.pop(); at; at = open.pop()) {
      for (const name of ['$anchor', '$dynamicAnchor']) {
        const anchor = fieldOf(at.value, name);
        if (typeof anchor === 'string' && !anchors.has(anchor)) anchors.set(anchor, at);
      }
      for (const [, child] of childrenOf(at)) open.push(child);
    }
    this.#anchors.set(whole.file, anchors);
    return anchors;
  }
}

function isDocumentError(cause: unknown): cause is DocumentError {
  return cause instanceof Error && cause.name === 'DocumentError';
}

/** The text of a `$ref`, when the value is a reference. */
export function referenceIn(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const reference = fieldOf(value, '$ref') ?? fieldOf(value, '$dynamicRef');
  return typeof reference === 'string' ? reference : undefined;
}

function errorAt({ file, pointer }: Located, below: string, reason: string): DocumentError {
  return file.errorAt(`${pointer}${below}`, reason);
}

function splitAtHash(reference: string): [string, string] {
  const hash = reference.indexOf('#');
  return hash === -1 ? [reference, ''] : [reference.slice(0, hash), reference.slice(hash + 1)];
}

function partsOf(fragment: string): string[] {
  if (fragment === '') return [];
  return fragment
    .slice(1)
    .split('/')
    .map((part) => decoded(part).replaceAll('~1', '/').replaceAll('~0', '~'));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
