import { checkDocument } from './check-document.ts';
import { DocumentFiles } from './document-files.ts';
import { fieldOf, isObject } from './json.ts';
import type { Located } from './located.ts';
import { References } from './references.ts';

/** The language of schemas: that of OpenAPI 3.0, or JSON Schema, which later versions use. */
export type Dialect = 'openapi-3.0' | 'json-schema';

/** An OpenAPI document that was read and checked. */
export interface ReadDocument {
  readonly root: Located;
  readonly dialect: Dialect;
  readonly references: References;
  /** The stamps of the files that it consists of, by path. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Reads an OpenAPI document, 3.0 or later, of JSON or YAML. Pipes are waited for, or are refused. Throws a `DocumentError` that names
 * the file, the line and the JSON pointer.
 */
export function readDocument(file: string, takesPipes = true): ReadDocument {
  const files = new DocumentFiles(file, takesPipes);
  const root = { value: files.main.value, file: files.main, pointer: '' };
  const dialect = dialectOf(root);
  checkParts(root, dialect);
  const references = new References(files);
  checkDocument(root, references);
  return { root, dialect, references, files: files.stamps };
}

function dialectOf({ value, file }: Located): Dialect {
  if (!isObject(value)) throw file.errorAt('', 'has to be an OpenAPI document');
  const version = value.openapi;
  if (typeof version === 'string' && /^3\.0(\.|$)/.test(version)) return 'openapi-3.0';
  if (typeof version === 'string' && /^3\.[12](\.|$)/.test(version)) return 'json-schema';
  if (value.swagger !== undefined)
    throw file.errorAt('/swagger', 'Swagger 2.0 is not served: convert the document to OpenAPI 3.0 or 3.1');
  throw file.errorAt(
    value.openapi === undefined ? '' : '/openapi',
    'has to be an OpenAPI document: "openapi" has to be "3.0.…" or "3.1.…"',
  );
}

/** A document has to describe something. */
function checkParts({ value, file }: Located, dialect: Dialect): void {
  const parts = dialect === 'openapi-3.0' ? ['paths'] : ['paths', 'components', 'webhooks'];
  if (parts.some((part) => fieldOf(value, part) !== undefined)) return;
  throw file.errorAt('', `has to be an OpenAPI document: it has no ${parts.map((part) => `"${part}"`).join(', no ')}`);
}
