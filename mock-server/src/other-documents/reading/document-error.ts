/** A mistake of a document: its message names the file, the line and the JSON pointer. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly pointer: string;

  constructor(place: DocumentPlace, reason: string, options?: ErrorOptions) {
    super(`${place.file}:${place.line} ${shownPointer(place.pointer)}: ${reason}`, options);
    this.file = place.file;
    this.line = place.line;
    this.pointer = place.pointer;
  }
}

interface DocumentPlace {
  readonly file: string;
  readonly line: number;
  readonly pointer: string;
}

/** The error for a mistake that is found by another error. */
export function causedError(place: DocumentPlace, reason: string, cause: unknown): DocumentError {
  return new DocumentError(place, reason, { cause });
}

/** The longest pointer that is written whole. */
const MAX_SHOWN = 300;

/** A pointer as it is written in messages: `#` is the whole document. One that is too long for a line has its start and its end. */
export function shownPointer(pointer: string): string {
  if (pointer.length <= MAX_SHOWN) return `#${pointer}`;
  return `#${pointer.slice(0, MAX_SHOWN / 2)} … ${pointer.slice(-MAX_SHOWN / 2)}`;
}
