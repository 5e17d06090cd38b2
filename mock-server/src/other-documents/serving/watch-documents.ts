import { DocumentError } from '../reading/document-error.ts';
import { stampOf } from '../reading/file-stamp.ts';
import type { OtherDocuments } from './other-documents.ts';

/** Files are looked at this often: that also works where the system tells of no changes, such as in containers and on network drives. */
const LOOK_EVERY_MS = 200;

/** Learns what came of reading the documents anew. */
export interface ReloadListener {
  reloaded(notices: readonly string[]): void;
  /** The documents could not be read, and those that were read before are still served. */
  failed(error: DocumentError): void;
}

/** Reads the documents anew whenever one of their files changes, until the returned function is called. */
export function watchDocuments(documents: OtherDocuments, listener: ReloadListener): () => void {
  const watching = new Watching(documents, listener);
  const timer = setInterval(() => watching.look(), LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

class Watching {
  readonly #documents: OtherDocuments;
  readonly #listener: ReloadListener;
  /** The stamps of the files as they were last seen; at first those of the documents that are served. */
  #seen: ReadonlyMap<string, string>;
  #isWaiting = false;
  /** The message of the last failure; empty after a success. */
  #lastFailure = '';

  constructor(documents: OtherDocuments, listener: ReloadListener) {
    this.#documents = documents;
    this.#listener = listener;
    this.#seen = documents.files;
  }

  /** Reads the documents when their files have changed and stay as they are: a save may be several changes. */
  look(): void {
    const now = new Map(Array.from(this.#seen.keys(), (path) => [path, stampOf(path)]));
    const hasChanged = [...now].some(([path, stamp]) => this.#seen.get(path) !== stamp);
    this.#seen = now;
    if (hasChanged) this.#isWaiting = true;
    else if (this.#isWaiting) this.#reload();
  }

  #reload(): void {
    this.#isWaiting = false;
    try {
      this.#documents.reload();
      this.#seen = this.#documents.files;
      this.#lastFailure = '';
      this.#listener.reloaded(this.#documents.notices);
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      if (error.message !== this.#lastFailure) this.#listener.failed(error);
      this.#lastFailure = error.message;
    }
  }
}
