import { readFileSync } from 'node:fs';
import type { ErrorCode } from '@billing-testkit/contracts';
import { type Document, OpenAPIBackend } from 'openapi-backend';
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

/** The document, checked, with its references resolved and its request schemas compiled: once per process. */
export function compiledDocument(): Promise<OpenAPIBackend> {
  compiled ??= new OpenAPIBackend({
    definition: forRequests(parse(documentYaml)),
    strict: true,
    ajvOpts: { allErrors: true, discriminator: true },
    customizeAjv: addFormats,
  }).init();
  return compiled;
}

let compiled: Promise<OpenAPIBackend> | undefined;

/**
 * What requests are checked by. Answers are checked in tests, and leaving out what they are described by takes three quarters
 * off the start; the validator tells discriminated schemas apart by their own values and refuses a mapping.
 */
function forRequests({ paths, components, ...definition }: ParsedDocument): Document {
  const { responses: _, ...ofRequests } = components;
  for (const { responses } of Object.values(paths).flatMap((path) => Object.values(path))) {
    for (const status of Object.keys(responses)) responses[status] = { description: 'Not checked.' };
  }
  for (const schema of Object.values(components.schemas)) delete schema.discriminator?.mapping;
  return { ...definition, paths, components: ofRequests };
}

/** What is changed of the document before it is compiled. */
interface ParsedDocument extends Omit<Document, 'paths' | 'components'> {
  readonly paths: Record<string, Record<string, { responses: Record<string, { description: string }> }>>;
  readonly components: {
    readonly responses?: object;
    readonly schemas: Record<string, { discriminator?: { propertyName: string; mapping?: Record<string, string> } }>;
  };
}
