/**
 * Makes the files of the API document that the server needs at run time, and writes them to `dist/compiled`: the document as JSON, the
 * list of its operations, and for each operation the code that checks its requests. `npm run build` runs it after the compiler, whose
 * output it uses.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { parse } from 'yaml';
import type { DocumentFacts } from '../src/document/operation.ts';
import { fixturesSchema } from './fixtures-schema.ts';
import { RequestCode } from './request-code.ts';
import { factsOf, resolvedOperations } from './resolved-operations.ts';

const source = new URL(import.meta.resolve('@billing-testkit/contracts/openapi.yaml'));
const target = new URL('../dist/compiled/', import.meta.url);
const document = parse(readFileSync(source, 'utf8'));

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
write('document.json', JSON.stringify(document));
write('fixtures.schema.json', JSON.stringify(fixturesSchema(document.components.schemas)));

/** A fixtures file is checked as if it were the body of a request of this operation, which the server does not have. */
const FIXTURES = {
  operationId: 'fixtures',
  tags: ['file'],
  'x-account': 'none',
  requestBody: {
    required: true,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Fixtures' } } },
  },
  responses: { '200': { description: 'Not answered.' } },
};

const withFixtures = parse(readFileSync(source, 'utf8'));
withFixtures.paths['/fixtures'] = { post: FIXTURES };
const { definition, router, operations } = await resolvedOperations(withFixtures);
const facts: DocumentFacts = {
  operations: operations.filter(({ operationId }) => operationId !== FIXTURES.operationId).map(factsOf),
  errorStatus: document.components.schemas.ErrorCode['x-http-status'],
};
write('operations.json', JSON.stringify(facts));

const code = new RequestCode(definition, router);
for (const operation of operations) {
  write(`${operation.operationId}.decide.cjs`, code.deciding(operation));
  write(`${operation.operationId}.explain.cjs`, code.explaining(operation));
}

// Puts the parts of ajv that the code uses into it, so that the server does not depend on ajv.
const folder = fileURLToPath(target);
buildSync({
  absWorkingDir: folder,
  entryPoints: ['*.cjs'],
  outdir: folder,
  outExtension: { '.js': '.cjs' },
  allowOverwrite: true,
  bundle: true,
  platform: 'node',
  minify: true,
  banner: {
    js: '/* With ucs2length of ajv, (c) 2015-2021 Evgeny Poberezkin, MIT licence, https://github.com/ajv-validator/ajv */',
  },
});

function write(name: string, text: string): void {
  writeFileSync(new URL(name, target), text);
}
