import type { AnswerMakers } from '../answers/answer.ts';
import { Checker } from '../checking/checker.ts';
import { Generator } from '../generating/generator.ts';
import { operationsOf, type Served } from '../operations/document-operations.ts';
import type { Operation } from '../operations/operation.ts';
import { securityNotices } from '../operations/security-notices.ts';
import { type ReadDocument, readDocument } from '../reading/read-document.ts';
import type { RealisticSource } from '../realistic/realistic-source.ts';
import { RequestChecker } from '../requests/request-checker.ts';
import { type ResourceRole, resourceRoles } from '../resources/resource.ts';
import { Schemas } from '../schemas/schemas.ts';

/** A document that is served. */
export interface LoadedDocument {
  /** The file as it was given. */
  readonly file: string;
  readonly read: ReadDocument;
  readonly operations: readonly Served[];
  readonly requests: Checker;
  readonly makers: AnswerMakers;
  /** The seed of all answers. */
  readonly seed: string;
  /** The roles of operations on resources that keep changes. */
  readonly roles: ReadonlyMap<Operation, ResourceRole>;
}

/** The settings that a document is loaded with. */
export interface Loading {
  readonly source: RealisticSource;
  readonly seed: string;
  readonly isStateful: boolean;
  /** Whether a file may be a pipe, which the server would have to wait for. */
  readonly takesPipes: boolean;
  /** Whether an operation of another document, or of the billing API, has an id. */
  readonly isTaken: (operationId: string) => boolean;
  readonly notices: string[];
}

/** Reads a document and makes the parts that serve it. Throws a `DocumentError`. */
export function loadDocument(file: string, loading: Loading): LoadedDocument {
  const { source, seed, isStateful, isTaken, notices } = loading;
  const read = readDocument(file, loading.takesPipes);
  const schemas = new Schemas(read);
  const { root, references } = read;
  const checker = new Checker('response');
  const operations = operationsOf({ root, references, schemas }, isTaken, notices);
  const makers = { checker, generator: new Generator(source, checker) };
  const all = operations.map(({ operation }) => operation);
  notices.push(...securityNotices(all, { root, references, schemas }));
  const roles = resourceRoles(all, isStateful);
  return { file, read, operations, requests: new RequestChecker(source), makers, seed, roles };
}
