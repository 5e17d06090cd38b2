import { DocumentError } from '../reading/document-error.ts';
import { stampOf } from '../reading/file-stamp.ts';
import type { OtherDocuments } from './other-documents.ts';

/** Files are looked at this often: that also works where the system tells of no changes, such as in containers and on network drives. */
const LOOK_EVERY_MS = 200;

/** Tells of the files that were read anew. */
export interface ReloadNews {
  reloaded(notices: readonly string[]): void;
  /** The documents could not be read, and those that were read before are still served. */
  failed(error: DocumentError): void;
}

/** Reads the documents anew whenever one of their files changes, until the returned function is called. */
export function watchDocuments(documents: OtherDocuments, news: ReloadNews): () => void {
  const watching = new Watching(documents, news);
  const timer = setInterval(() => watching.look(), LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

class Watching {
  readonly #documents: OtherDocuments;
  readonly #news: ReloadNews;
  /** The stamps of the files as they were last seen; at first those of the documents that are served. */
  #seen: ReadonlyMap<string, string>;
  #isWaiting = false;
  /** The mistake that was told last. */
  #told = '';

  constructor(documents: OtherDocuments, news: ReloadNews) {
    this.#documents = documents;
    this.#news = news;
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
      this.#told = '';
      this.#news.reloaded(this.#documents.notices);
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      if (error.message !== this.#told) this.#news.failed(error);
      this.#told = error.message;
    }
  }
}
