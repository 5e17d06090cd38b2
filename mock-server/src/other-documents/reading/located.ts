import { toPointerPart } from '../../errors/json-pointer.ts';
import { shownPointer } from './document-error.ts';
import type { DocumentFile } from './document-files.ts';
import { fieldOf, isList, isObject } from './json.ts';

/** A value of a document, and where it stands. */
export interface Located {
  readonly value: unknown;
  readonly file: DocumentFile;
  readonly pointer: string;
}

export function childOf(parent: Located, name: string): Located {
  return {
    value: fieldOf(parent.value, name),
    file: parent.file,
    pointer: `${parent.pointer}/${toPointerPart(name)}`,
  };
}

/** The fields of an object, or the items of a list; none for any other value. */
export function childrenOf(parent: Located): [string, Located][] {
  const { value } = parent;
  if (!(isObject(value) || isList(value))) return [];
  return Object.keys(value).map((name) => [name, childOf(parent, name)]);
}

/** The file and the pointer of a value, as messages show them. */
export function shownPlace({ file, pointer }: Located): string {
  return `${file.name} ${shownPointer(pointer)}`;
}
