/**
 * Writes `src/requests/operations.gen.ts`, the methods and paths of `openapi.yaml` for the load generators. With `--check`, the
 * script writes nothing and fails when the committed file is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

interface ApiDocument {
  paths: Record<string, Record<string, { operationId: string }>>;
}

const source = new URL(import.meta.resolve('@billing-testkit/contracts/openapi.yaml'));
const target = new URL('../src/requests/operations.gen.ts', import.meta.url);
const { paths }: ApiDocument = parse(readFileSync(source, 'utf8'));

const entries = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(
    ([method, { operationId }]) => `  ${operationId}: ${JSON.stringify({ method: method.toUpperCase(), path })},`,
  ),
);

const text = `/**
 * This file was generated from openapi.yaml by scripts/generate-operations.ts.
 * Do not make direct changes to the file.
 */
import type { OperationId } from '@billing-testkit/contracts';

export const operations: Readonly<
  Record<OperationId, { readonly method: 'DELETE' | 'GET' | 'POST' | 'PUT'; readonly path: string }>
> = {
${entries.join('\n')}
};
`;

if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
} else if (readFileSync(target, 'utf8') !== text) {
  throw new Error('perf/src/requests/operations.gen.ts is stale: run npm run generate');
}
