import { symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { startMockServer } from '../../src/start-mock-server.ts';
import { answering, documentOf, serve, serveFiles, writeFiles } from './document-server.ts';

async function mistakeOf(files: Readonly<Record<string, unknown>>): Promise<string> {
  const file = writeFiles(files);
  const started = startMockServer({ port: 0, specs: [file] });
  const error = await started.then(
    async (server) => {
      await server.close();
      return new Error('It was served.');
    },
    (thrown: unknown) => thrown,
  );
  return error instanceof Error ? error.message.replaceAll(`${dirname(file)}/`, '') : String(error);
}

const head = 'openapi: 3.1.0\ninfo: {title: T, version: "1"}\n';

const yaml: readonly (readonly [what: string, text: string, message: string])[] = [
  [
    'no YAML',
    `${head}paths:\n  /a:\n    get: [1, }\n`,
    'a.yaml:5 #/paths/~1a: it is neither JSON nor YAML: missed comma between flow collection entries',
  ],
  [
    'a key twice',
    `${head}paths: {}\npaths: {}\n`,
    'a.yaml:4 #/paths: it is neither JSON nor YAML: duplicated mapping key',
  ],
  ['no document', '- 1\n', 'a.yaml:1 #: has to be an OpenAPI document'],
  ['no version', 'info: {}\n', 'a.yaml:1 #: has to be an OpenAPI document: "openapi" has to be "3.0.…" or "3.1.…"'],
  [
    'Swagger',
    'info: {}\nswagger: "2.0"\n',
    'a.yaml:2 #/swagger: Swagger 2.0 is not served: convert the document to OpenAPI 3.0 or 3.1',
  ],
  [
    'a future version',
    'openapi: 4.0.0\n',
    'a.yaml:1 #/openapi: has to be an OpenAPI document: "openapi" has to be "3.0.…" or "3.1.…"',
  ],
  ['no paths', 'openapi: 3.0.3\n', 'a.yaml:1 #: has to be an OpenAPI document: it has no "paths"'],
  ['paths that are a list', `${head}paths: []\n`, 'a.yaml:3 #/paths: has to be an object'],
  [
    'an operation that is a text',
    `${head}paths:\n  /a:\n    get: text\n`,
    'a.yaml:5 #/paths/~1a/get: has to be an operation',
  ],
  [
    'a parameter without a name',
    `${head}paths:\n  /a:\n    parameters:\n      - in: query\n`,
    'a.yaml:6 #/paths/~1a/parameters/0: a parameter needs "name"',
  ],
  [
    'a parameter nowhere',
    `${head}paths:\n  /a:\n    parameters:\n      - name: x\n        in: body\n`,
    'a.yaml:7 #/paths/~1a/parameters/0/in: has to be path, query, header or cookie',
  ],
  [
    'an unknown type',
    `${head}paths: {}\ncomponents:\n  schemas:\n    A:\n      type: text\n`,
    'a.yaml:7 #/components/schemas/A/type: has to be one of null, boolean, object, array, number, string, integer',
  ],
  [
    'a limit that is a text',
    `${head}paths: {}\ncomponents:\n  schemas:\n    A: {minLength: "3"}\n`,
    'a.yaml:6 #/components/schemas/A/minLength: has to be a whole number from 0',
  ],
  [
    'a reference to nothing',
    `${head}paths: {}\ncomponents:\n  schemas:\n    A:\n      $ref: '#/components/schemas/B'\n`,
    'a.yaml:7 #/components/schemas/A/$ref: there is no #/components/schemas/B',
  ],
  [
    'a reference to itself',
    `${head}paths: {}\ncomponents:\n  schemas:\n    A: {$ref: '#/components/schemas/B'}\n    B: {$ref: '#/components/schemas/A'}\n`,
    'a.yaml:6 #/components/schemas/A/$ref: the reference leads to itself',
  ],
  [
    'a URL',
    `${head}paths: {}\ncomponents:\n  schemas:\n    A: {$ref: 'https://example.com/a.yaml#/A'}\n`,
    'a.yaml:6 #/components/schemas/A/$ref: "https://example.com/a.yaml" is not read: it refers to a URL: only files below the folder of the document are read',
  ],
  [
    'a file outside',
    `${head}paths: {}\ncomponents:\n  schemas:\n    A: {$ref: '../secret.yaml'}\n`,
    'a.yaml:6 #/components/schemas/A/$ref: "../secret.yaml" is not read: it refers to a file outside the folder of the document, which is not read',
  ],
  [
    'a file that is not there',
    `${head}paths: {}\ncomponents:\n  schemas:\n    A: {$ref: 'b.yaml'}\n`,
    'a.yaml:6 #/components/schemas/A/$ref: "b.yaml" is not read: there is no such file',
  ],
];

test.each(yaml)('%s is one error with file, line and pointer', async (_what, text, message) => {
  expect(await mistakeOf({ 'a.yaml': text })).toBe(message);
});

test('a mistake in JSON has its line, and one in another file that file', async () => {
  expect(await mistakeOf({ 'a.json': '{\n  "openapi": "3.1.0",\n  "paths": {\n    "/a": 1\n  }\n}' })).toBe(
    'a.json:4 #/paths/~1a: has to be an object of operations by method',
  );
  expect(await mistakeOf({ 'a.json': '{"openapi": "3.1.0",\n"paths": }' })).toMatch(
    /^a\.json:2 #: it is not JSON: "}" is not expected here$/,
  );
  const files = {
    'a.yaml': `${head}paths: {}\ncomponents: {schemas: {A: {$ref: 'parts/b.yaml#/B'}}}\n`,
    'parts/b.yaml': 'B:\n  type: 5\n',
  };
  expect(await mistakeOf(files)).toBe(
    'parts/b.yaml:2 #/B/type: has to be one of null, boolean, object, array, number, string, integer',
  );
  expect(
    await mistakeOf({ 'a.yaml': `${head}paths: {}\ncomponents: {schemas: {A: {$ref: 'b.yaml'}}}\n`, 'b.yaml': 'x: [' }),
  ).toMatch(/^b\.yaml:1/);
});

test('a file that is not there, or is a folder, is one error', async () => {
  const file = writeFiles({ 'a.yaml': head });
  await expect(startMockServer({ port: 0, specs: [`${file}x`] })).rejects.toThrow(
    `${file}x:1 #: the file cannot be read: there is no such file`,
  );
  await expect(startMockServer({ port: 0, specs: [dirname(file)] })).rejects.toThrow(
    'the file cannot be read: it is a directory',
  );
});

test('files below the folder are read, and a link that leads out of it is not', async () => {
  const files = {
    'a.yaml': `${head}paths:\n  /a:\n    $ref: paths/a.yaml\n`,
    'paths/a.yaml':
      "get: {responses: {200: {description: x, content: {application/json: {schema: {$ref: '../schemas.json#/A~1b'}}}}}}",
    'schemas.json': { 'A/b': { const: 'found' } },
  };
  const api = await serveFiles([writeFiles(files)]);
  expect((await api.ask('GET /a')).body).toBe('found');
  const secret = writeFiles({ 'secret.yaml': 'type: string' });
  const file = writeFiles({ 'a.yaml': `${head}paths: {}\ncomponents: {schemas: {A: {$ref: 'link.yaml'}}}\n` });
  symlinkSync(secret, join(dirname(file), 'link.yaml'));
  await expect(startMockServer({ port: 0, specs: [file] })).rejects.toThrow('outside the folder of the document');
});

test('schemas that refer to each other in circles have an end', async () => {
  const tree = {
    type: 'object',
    required: ['name', 'children'],
    properties: {
      name: { type: 'string' },
      parent: { $ref: '#/components/schemas/Tree' },
      children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
    },
  };
  const endless = {
    type: 'object',
    required: ['next'],
    properties: { next: { $ref: '#/components/schemas/Endless' } },
  };
  const either = {
    oneOf: [{ $ref: '#/components/schemas/Either' }, { type: 'string' }],
    anyOf: [{ $ref: '#/components/schemas/Either' }, true],
  };
  const schema = (name: string) => ({ get: answering({ $ref: `#/components/schemas/${name}` }) });
  const api = await serve(
    documentOf(
      { '/tree': schema('Tree'), '/endless': schema('Endless'), '/either': schema('Either') },
      { components: { schemas: { Tree: tree, Endless: endless, Either: either } } },
    ),
  );
  const answered = await api.ask('GET /tree');
  expect(answered.body).toMatchObject({ name: expect.any(String), children: expect.any(Array) });
  expect(answered.text.length).toBeLessThan(20_000);
  expect((await api.ask('GET /endless')).status).toBe(200);
  expect((await api.ask('GET /either')).status).toBe(200);
  expect(api.notices.join('\n')).toContain('#/components/schemas/Endless: no value can be made');
});

test('what no value can be made for is told with its pointer', async () => {
  const impossible = {
    '/range': { type: 'integer', minimum: 5, maximum: 4 },
    '/pattern': {
      type: 'object',
      required: ['code'],
      properties: { code: { type: 'string', pattern: '^a{5}$', maxLength: 3 } },
    },
    '/types': { allOf: [{ type: 'string' }, { type: 'number' }] },
    '/false': { type: 'object', required: ['a'], properties: { a: false } },
  };
  const api = await serve(
    documentOf(
      Object.fromEntries(Object.entries(impossible).map(([path, schema]) => [path, { get: answering(schema) }])),
    ),
  );
  const told = api.notices
    .filter((notice) => notice.includes('no value can be made'))
    .map((notice) => /#(\S+):/.exec(notice)?.[1]);
  const schemaAt = (path: string) => `/paths/~1${path}/get/responses/200/content/application~1json/schema`;
  expect(told).toEqual([
    schemaAt('range'),
    `${schemaAt('pattern')}/properties/code`,
    schemaAt('types'),
    schemaAt('false'),
  ]);
  for (const path of Object.keys(impossible)) expect((await api.ask(`GET ${path}`)).status).toBe(200);
});

test('anchors that would make a text of YAML huge, or endless, are one error', async () => {
  const levels = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (const [index, name] of Array.from('bcdefghij').entries()) {
    const before = 'abcdefghij'[index];
    levels.push(`${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join(', ')}]`);
  }
  expect(await mistakeOf({ 'a.yaml': `${head}paths: {}\nx-bomb:\n  ${levels.join('\n  ')}\n` })).toBe(
    'a.yaml:1 #: it has more than 10000000 values once its aliases are resolved',
  );
  expect(await mistakeOf({ 'a.yaml': `${head}paths: {}\nx-a: &a [*a]\n` })).toMatch(
    /^a\.yaml:1 #: it is nested deeper than 500 levels, or contains itself$/,
  );
});

test('a document that is nested deeply is one error', async () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  expect(await mistakeOf({ 'a.json': `{"openapi": "3.1.0", "paths": {}, "x": ${deep}}` })).toMatch(
    /nested deeper than 500 levels/,
  );
  expect(await mistakeOf({ 'a.yaml': `${head}x: ${deep}\n` })).toMatch(/^a\.yaml:3 /);
});

test('a document of 50 MB is served or refused, and one above the limit is one error', async () => {
  const text = JSON.stringify(
    documentOf({ '/a': { get: answering({ const: 'found' }) } }, { 'x-filling': 'x'.repeat(50_000_000) }),
  );
  const api = await serveFiles([writeFiles({ 'a.json': text })]);
  expect((await api.ask('GET /a')).body).toBe('found');
  expect(await mistakeOf({ 'a.json': `${text.slice(0, -1)},"x-more":"${'x'.repeat(20_000_000)}"}` })).toBe(
    'a.json:1 #: the file cannot be read: it is larger than 64 MiB',
  );
});

test('a pattern that takes exponential time answers at once, in requests and in answers', async () => {
  const evil = { type: 'string', pattern: '^(a+)+$' };
  const backwards = { type: 'string', pattern: '^(a+)+(?<!b)\\1$' };
  const parameters = [
    { name: 'evil', in: 'query', schema: evil },
    { name: 'backwards', in: 'query', schema: backwards },
  ];
  const api = await serve(
    documentOf({
      '/a': { parameters, get: answering({ type: 'object', required: ['evil'], properties: { evil, backwards } }) },
    }),
  );
  expect(Object((await api.ask('GET /a')).body).evil).toMatch(/^a+$/);
  const long = `${'a'.repeat(5_000)}b`;
  expect(await api.refused(`GET /a?evil=${long}`)).toEqual([400, 'VALIDATION_ERROR', 'query/evil']);
  expect(await api.refused(`GET /a?backwards=${'a'.repeat(60)}b`)).toEqual([
    400,
    'VALIDATION_ERROR',
    'query/backwards',
  ]);
});

test('alternatives in alternatives do not multiply the work of a request', async () => {
  const names = ['a', 'b', 'c'];
  const nested = {
    anyOf: names.map((name) => ({
      type: 'object',
      required: [name],
      properties: { child: { $ref: '#/components/schemas/Nested' } },
    })),
  };
  const requestBody = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Nested' } } } };
  const api = await serve(
    documentOf(
      { '/a': { post: { ...answering(true), requestBody } } },
      { components: { schemas: { Nested: nested } } },
    ),
  );
  let body: object = {};
  for (let depth = 0; depth < 60; depth += 1) body = { child: body };
  expect((await api.refused('POST /a', { json: body })).slice(0, 2)).toEqual([400, 'VALIDATION_ERROR']);
  let deep = '1';
  for (let depth = 0; depth < 5_000; depth += 1) deep = `[${deep}]`;
  expect(
    (await api.refused('POST /a', { body: deep, headers: { 'content-type': 'application/json' } })).slice(0, 2),
  ).toEqual([400, 'MALFORMED_JSON']);
});
