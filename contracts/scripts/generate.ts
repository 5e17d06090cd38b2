/**
 * Writes the files that are derived from `openapi.yaml`: the types, and the collection for Postman and Bruno. With `--check`, the script
 * writes nothing and fails when a committed file is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { collectionOf } from './collection.ts';

const root = new URL('../', import.meta.url);
const source = new URL('openapi.yaml', root);

const generated: Record<string, string> = {
  'src/openapi.gen.ts': `${COMMENT_HEADER}${astToString(await openapiTS(source, { defaultNonNullable: false }))}`,
  'collections/billing.postman_collection.json': await collectionOf(readFileSync(source, 'utf8')),
};

for (const [file, text] of Object.entries(generated)) {
  const target = new URL(file, root);
  if (!process.argv.includes('--check')) writeFileSync(target, text);
  else if (readFileSync(target, 'utf8') !== text) throw new Error(`contracts/${file} is stale: run npm run generate`);
}
