import { realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { textOfFile, unreadableReason } from '@billing-testkit/engine';
import { bytesOf } from '../../files/file-bytes.ts';
import { causedError, DocumentError } from './document-error.ts';
import { stampOf } from './file-stamp.ts';
import { parseText } from './parse-text.ts';
import { lineAt, visitValues } from './text-places.ts';

/** The largest file, and the largest sum of all files of a document. */
const MAX_MEBIBYTES = 64;

/** A file of a document, read and parsed. */
export class DocumentFile {
  /** The path, relative to the folder in which the server was started where that is shorter. */
  readonly name: string;
  readonly path: string;
  readonly value: unknown;
  /** The text of a pipe, which can't be read again. */
  readonly #text: string | undefined;

  constructor(path: string, name: string, text: string) {
    this.path = path;
    this.name = name;
    this.#text = isPipe(path) ? text : undefined;
    this.value = parseText(text, name);
  }

  /** An error at a place of the file. The text of a file is not kept, so it is read again for the line. */
  errorAt(pointer: string, reason: string): DocumentError {
    return new DocumentError({ file: this.name, line: this.#lineOf(pointer), pointer }, reason);
  }

  /** The line of a value, or of the nearest value around it that the file has. */
  #lineOf(pointer: string): number {
    const text = this.#text ?? textAgain(this.path);
    let nearest = { length: -1, offset: 0 };
    visitValues(text, (at, offset) => {
      const isAround = pointer === at || pointer.startsWith(`${at}/`);
      if (isAround && at.length > nearest.length) nearest = { length: at.length, offset };
      return at === pointer;
    });
    return lineAt(text, nearest.offset);
  }
}

/** The text of a file that was read before; empty when that can't be had any more. */
function textAgain(path: string): string {
  try {
    return isPipe(path) ? '' : textOfFile(bytesIn(path));
  } catch {
    return '';
  }
}

function isPipe(path: string): boolean {
  return statSync(path).isFIFO();
}

function bytesIn(path: string): Buffer {
  const onWait = () => void process.stderr.write(`Waiting for the document to come from ${path}.\n`);
  return bytesOf(path, { content: 'document', maxKibibytes: MAX_MEBIBYTES * 1024, onWait });
}

/** The files of a document: its own, and those below its folder that it refers to. */
export class DocumentFiles {
  readonly main: DocumentFile;
  readonly #folder: string;
  readonly #takesPipes: boolean;
  readonly #byPath = new Map<string, DocumentFile>();
  readonly #stamps = new Map<string, string>();
  #bytes = 0;

  /** Reads the document's own file. Pipes are refused unless they may be waited for. Throws a `DocumentError`. */
  constructor(file: string, takesPipes: boolean) {
    this.#takesPipes = takesPipes;
    try {
      this.#stamps.set(resolve(file), stampOf(file));
      // The real path of a pipe without a name, such as `/dev/stdin` behind a `|`, is that of no file.
      const path = statSync(file).isFile() ? realpathSync(file) : resolve(file);
      this.#folder = dirname(path);
      this.main = this.#read(path, file);
    } catch (cause) {
      if (cause instanceof DocumentError) throw cause;
      throw causedError({ file, line: 1, pointer: '' }, `the file cannot be read: ${unreadableReason(cause)}`, cause);
    }
  }

  /** The stamps that the files had when they were read, by path; a link that leads to the document's own file has one, too. */
  get stamps(): ReadonlyMap<string, string> {
    return this.#stamps;
  }

  /** The file that a file refers to. Throws an `Error` with the reason why it can't be had. */
  at(reference: string, from: DocumentFile): DocumentFile {
    if (/^[a-z][a-z\d+.-]*:/i.test(reference) || reference.startsWith('//'))
      throw new Error('it refers to a URL: only files below the folder of the document are read');
    const path = this.#pathOf(join(dirname(from.path), decodeURIComponent(reference)));
    return this.#byPath.get(path) ?? this.#read(path, nameOf(path));
  }

  #pathOf(path: string): string {
    this.#checkInside(path);
    const real = realpathSync(path);
    this.#checkInside(real);
    return real;
  }

  #checkInside(path: string): void {
    const way = relative(this.#folder, path);
    if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way))
      throw new Error('it refers to a file outside the folder of the document, which is not read');
  }

  #read(path: string, name: string): DocumentFile {
    this.#stamps.set(path, stampOf(path));
    if (!this.#takesPipes && isPipe(path)) throw new Error('it is a pipe, which is read only when the server starts');
    const bytes = bytesIn(path);
    this.#bytes += bytes.length;
    if (this.#bytes > MAX_MEBIBYTES * 1024 * 1024)
      throw new Error(`the document has more than ${MAX_MEBIBYTES} MiB in all its files`);
    const file = new DocumentFile(path, name, textOfFile(bytes));
    this.#byPath.set(path, file);
    return file;
  }
}

function nameOf(path: string): string {
  const way = relative(process.cwd(), path);
  return way.startsWith('..') ? path : way;
}
