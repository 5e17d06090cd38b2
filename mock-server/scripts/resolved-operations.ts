import { type Document, OpenAPIBackend, type OpenAPIRouter } from 'openapi-backend';
import { type FieldSchema, partsOf } from '../src/document/field-schema.ts';
import type { OperationFacts } from '../src/document/operation.ts';

/** An operation whose references have been resolved. */
export interface ResolvedOperation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly tags: readonly string[];
  readonly 'x-account': OperationFacts['account'];
  readonly 'x-replayed'?: boolean;
  readonly 'x-large-body'?: boolean;
  readonly 'x-yaml'?: boolean;
  readonly parameters?: readonly ResolvedParameter[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: FieldSchema } } };
  readonly responses: Readonly<Record<string, unknown>>;
}

interface ResolvedParameter {
  readonly name: string;
  readonly in: string;
  readonly explode?: boolean;
  readonly schema: { readonly type?: string };
}

/** The document, checked and without references, and its operations. */
interface ResolvedDocument {
  readonly definition: Document;
  readonly router: OpenAPIRouter;
  readonly operations: readonly ResolvedOperation[];
}

/** Checks the document and resolves the references of its requests. Throws when it is no OpenAPI document. Changes the document. */
export async function resolvedOperations(document: ParsedDocument): Promise<ResolvedDocument> {
  const backend = new OpenAPIBackend({ definition: forRequests(document), strict: true, validate: false });
  const { definition, router } = await backend.init();
  const operations = router.getOperations().map((operation: object) => {
    if (!isResolved(operation)) throw new TypeError('An operation does not say its x-account.');
    return operation;
  });
  return { definition, router, operations };
}

function isResolved(operation: object): operation is ResolvedOperation {
  return 'x-account' in operation;
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
  const schemas = JSON.parse(JSON.stringify(components.schemas, withoutText));
  return { ...definition, paths, components: { ...ofRequests, schemas } };
}

/** Schemas are half descriptions, which check nothing. A field that is called `description` has a schema, not a text. */
function withoutText(name: string, value: unknown): unknown {
  return name === 'description' && typeof value === 'string' ? undefined : value;
}

/** The parts of the document that are changed before it is resolved. */
interface ParsedDocument extends Omit<Document, 'paths' | 'components'> {
  readonly paths: Record<string, Record<string, { responses: Record<string, { description: string }> }>>;
  readonly components: {
    readonly responses?: object;
    readonly schemas: Record<string, { discriminator?: { propertyName: string; mapping?: Record<string, string> } }>;
  };
}

const UNLIMITED_TAG = 'test-control';

/** The facts about an operation that the server needs to answer its requests. */
export function factsOf(operation: ResolvedOperation): OperationFacts {
  const { operationId, method, path, responses, requestBody, tags, parameters = [] } = operation;
  const bodySchema = bodySchemaOf(operation);
  return {
    operationId,
    method,
    path,
    account: operation['x-account'],
    isLimited: !tags.includes(UNLIMITED_TAG),
    takesBody: requestBody !== undefined,
    takesSnapshot: operation['x-large-body'] === true,
    answersYaml: operation['x-yaml'] === true,
    bodyNamesAccount: bodySchema !== undefined && hasField(bodySchema, 'uuid'),
    successStatus: Number(Object.keys(responses).find((status) => status.startsWith('2'))),
    isPaged: parameters.some(({ name }) => name === 'itemsPerPage'),
    isReplayed: method === 'post' && operation['x-replayed'] !== false,
    queryParameters: parameters.filter((parameter) => parameter.in === 'query').map(queryParameter),
  };
}

export function bodySchemaOf({ requestBody }: ResolvedOperation): FieldSchema | undefined {
  return requestBody?.content['application/json'].schema;
}

function queryParameter({
  name,
  explode = true,
  schema,
}: ResolvedParameter): OperationFacts['queryParameters'][number] {
  if (schema.type !== 'array') return { name, style: 'single' };
  return { name, style: explode ? 'repeated' : 'commas' };
}

/** Whether a value of the schema may have the field, by any of the schemas that it is composed of. */
function hasField(schema: FieldSchema, name: string): boolean {
  return Object.hasOwn(schema.properties ?? {}, name) || partsOf(schema).some((part) => hasField(part, name));
}
