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

/** A pointer as it is written in messages: `#` is the whole document. */
function shownPointer(pointer: string): string {
  return `#${pointer}`;
}
