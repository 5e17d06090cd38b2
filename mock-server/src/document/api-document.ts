import { readFileSync } from 'node:fs';
import type { ErrorCode } from '@billing-testkit/contracts';
import { type Document, OpenAPIBackend, OpenAPIValidator } from 'openapi-backend';
import { parse } from 'yaml';
import { addFormats } from './formats.ts';

/** The billing API as it is written, the only list of its operations, shapes and error codes. */
export const documentYaml = readFileSync(
  new URL(import.meta.resolve('@billing-testkit/contracts/openapi.yaml')),
  'utf8',
);

export const document: Document = parse(documentYaml);

/** The HTTP status of every error code. */
export const errorStatus: Readonly<Record<ErrorCode, number>> =
  parse(documentYaml).components.schemas.ErrorCode['x-http-status'];

/** The document, its references resolved, and what checks requests by it. */
export interface CompiledDocument {
  readonly operations: readonly object[];
  /** Says whether a request is right, and stops at the first thing that is wrong. */
  readonly deciding: OpenAPIValidator;
  /** Finds all that is wrong with a request. */
  readonly explaining: OpenAPIValidator;
}

/** The document, checked, once per process. Its schemas are compiled when an operation gets its first request. */
export function compiledDocument(): Promise<CompiledDocument> {
  compiled ??= compile();
  return compiled;
}

let compiled: Promise<CompiledDocument> | undefined;

async function compile(): Promise<CompiledDocument> {
  const backend = new OpenAPIBackend({ definition: forRequests(parse(documentYaml)), strict: true, validate: false });
  const { definition, router } = await backend.init();
  const validator = (allErrors: boolean) =>
    new OpenAPIValidator({
      definition,
      router,
      lazyCompileValidators: true,
      ajvOpts: { allErrors, discriminator: true },
      customizeAjv: addFormats,
    });
  return { operations: router.getOperations(), deciding: validator(false), explaining: validator(true) };
}

/**
 * The parts of the document that check requests. Tests check the answers, so their schemas are left out and need not be resolved;
 * the validator tells discriminated schemas apart by their own values and refuses a mapping.
 */
function forRequests({ paths, components, ...definition }: ParsedDocument): Document {
  const { responses: _, ...ofRequests } = components;
  for (const { responses } of Object.values(paths).flatMap((path) => Object.values(path))) {
    for (const status of Object.keys(responses)) responses[status] = { description: 'Not checked.' };
  }
  for (const schema of Object.values(components.schemas)) delete schema.discriminator?.mapping;
  return { ...definition, paths, components: ofRequests };
}

/** The parts of the document that the server changes before it compiles it. */
interface ParsedDocument extends Omit<Document, 'paths' | 'components'> {
  readonly paths: Record<string, Record<string, { responses: Record<string, { description: string }> }>>;
  readonly components: {
    readonly responses?: object;
    readonly schemas: Record<string, { discriminator?: { propertyName: string; mapping?: Record<string, string> } }>;
  };
}
