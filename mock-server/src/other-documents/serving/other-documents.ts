import { randomOf } from '../../random/random.ts';
import type { Operation } from '../operations/operation.ts';
import { PathRoutes, type RouteMatch } from '../operations/path-routes.ts';
import { shownPlace } from '../reading/located.ts';
import { loadRealisticSource, type RealisticSource } from '../realistic/realistic-source.ts';
import { type LoadedDocument, loadDocument } from './loaded-document.ts';
import { startUpNotices } from './start-up-check.ts';

/** An operation of a document, and the document that it is served from. */
export interface DocumentEndpoint {
  readonly operation: Operation;
  readonly document: LoadedDocument;
}

/** The server's own paths, operations and pages, beside which the documents are served. */
export interface Neighbours {
  /** Whether the billing API has a path. */
  isApiPath(path: string): boolean;
  isApiOperation(operationId: string): boolean;
  /** Whether the server has a page of its own at a path. */
  isPage(path: string): boolean;
}

export interface DocumentOptions {
  readonly files: readonly string[];
  /** The seed of all answers: with the same one, the same request has the same answer. */
  readonly seed: string;
  /** Whether all resources keep changes, and not only those that a document marks with `x-stateful`. */
  readonly isStateful: boolean;
}

interface Loaded {
  readonly routes: PathRoutes<DocumentEndpoint>;
  readonly documents: readonly LoadedDocument[];
  readonly operationIds: ReadonlySet<string>;
  readonly notices: readonly string[];
}

/** The OpenAPI documents that a server serves beside the billing API. */
export class OtherDocuments {
  readonly #options: DocumentOptions;
  readonly #neighbours: Neighbours;
  readonly #source: RealisticSource;
  #loaded: Loaded;

  private constructor(options: DocumentOptions, neighbours: Neighbours, source: RealisticSource) {
    this.#options = options;
    this.#neighbours = neighbours;
    this.#source = source;
    this.#loaded = this.#load(true);
  }

  /** Reads the documents. Rejects with a `DocumentError` for the first mistake. */
  static async read(options: DocumentOptions, neighbours: Neighbours): Promise<OtherDocuments> {
    return new OtherDocuments(options, neighbours, await loadRealisticSource(randomOf('')));
  }

  /** Notices about the documents, each in one line. */
  get notices(): readonly string[] {
    return this.#loaded.notices;
  }

  get operationIds(): ReadonlySet<string> {
    return this.#loaded.operationIds;
  }

  /** The stamps of all files that the documents consist of, by path. */
  get files(): ReadonlyMap<string, string> {
    return new Map(this.#loaded.documents.flatMap(({ read }) => [...read.files]));
  }

  find(path: string, queryString: string): RouteMatch<DocumentEndpoint> | undefined {
    return this.#loaded.routes.find(path, queryString);
  }

  /**
   * Reads the documents anew. Throws a `DocumentError`, and then goes on with the documents that were read before. Pipes are refused:
   * requests would wait for their writers.
   */
  reload(): void {
    this.#loaded = this.#load(false);
  }

  #load(takesPipes: boolean): Loaded {
    const routes = new PathRoutes<DocumentEndpoint>();
    const operationIds = new Set<string>();
    const notices: string[] = [];
    const isTaken = (id: string) => operationIds.has(id) || this.#neighbours.isApiOperation(id);
    const documents = this.#options.files.map((file) => {
      const ofIds: string[] = [];
      const loading = { ...this.#options, source: this.#source, takesPipes, isTaken, notices: ofIds };
      const document = loadDocument(file, loading);
      for (const { operation } of document.operations) operationIds.add(operation.id);
      const ofRoutes = this.#addRoutes(routes, document);
      notices.push(summaryOf(document), ...ofIds, ...ofRoutes, ...startUpNotices(document));
      return document;
    });
    return { routes, documents, operationIds, notices };
  }

  /** Adds the operations of a document; answers notices about them. */
  #addRoutes(routes: PathRoutes<DocumentEndpoint>, document: LoadedDocument): string[] {
    return document.operations.flatMap(({ operation, templates }) =>
      templates.flatMap((template) => {
        const problem = this.#add(routes, template, { operation, document });
        return problem === undefined ? [] : [`${shownPlace(operation.at)}: ${problem}`];
      }),
    );
  }

  /** Adds an operation at a path; answers a notice when another operation or page has the path, too. */
  #add(routes: PathRoutes<DocumentEndpoint>, template: string, endpoint: DocumentEndpoint): string | undefined {
    const { isApiPath, isPage } = this.#neighbours;
    const { method } = endpoint.operation;
    const path = template.split(/[?#]/)[0]?.replaceAll(/\{[^{}]*\}/g, 'x') ?? '';
    if (isApiPath(path)) return `${method} ${template} is a path of the billing API, which answers it`;
    const same = routes.add(template, method, endpoint);
    if (same)
      return `${method} ${template} is the path of another operation, ${shownPlace(same.operation.at)}, which answers what its parameters allow`;
    return isPage(path) ? `${method} ${template} takes the place of the server's own page` : undefined;
  }
}

const MAX_BASES = 10;

/** The number of operations of a document, and the paths that they are below. */
function summaryOf({ file, operations }: LoadedDocument): string {
  const bases = operations.flatMap(({ operation, templates }) =>
    templates.map((template) => template.slice(0, template.length - operation.template.length) || '/'),
  );
  if (bases.length === 0) return `${file}: 0 operations`;
  const shown = [...new Set(bases)].slice(0, MAX_BASES).join(', ');
  return `${file}: ${operations.length} ${operations.length === 1 ? 'operation' : 'operations'} at ${shown}`;
}
