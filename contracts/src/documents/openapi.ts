import { CommandError } from './command-error.ts';
import { isObject, type Json, textOf } from './json-value.ts';
import { readYamlFile } from './read-file.ts';

/** An OpenAPI document of version 3. */
export interface OpenApi {
  readonly file: string;
  readonly document: Json;
}

/** Reads an OpenAPI document in YAML or JSON. Throws a `CommandError` for a file that is none. */
export function readOpenApi(file: string): OpenApi {
  const document = readYamlFile(file);
  if (isObject(document) && /^3\./u.test(textOf(document.openapi) ?? '') && isObject(document.paths)) {
    return { file, document };
  }
  throw new CommandError(`${file} is no OpenAPI document: it has no openapi: 3.… and paths.`);
}
