import { expect, test } from 'vitest';
import { answering, documentOf, serve, serveFiles, writeFiles } from './document-server.ts';

const pet = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'integer' }, name: { type: 'string' } },
};

test('an operation is served below the paths of its servers, and nowhere else', async () => {
  const servers = [
    {
      url: 'https://{region}.example.com/{version}/',
      variables: { region: { default: 'eu' }, version: { default: 'v2' } },
    },
    { url: '/sandbox' },
  ];
  const paths = {
    '/pets': { get: answering(pet) },
    '/own': { servers: [{ url: 'https://other.example.com' }], get: answering(pet) },
  };
  const api = await serve(documentOf(paths, { servers }));
  for (const path of ['/v2/pets', '/sandbox/pets', '/own']) expect((await api.ask(`GET ${path}`)).status).toBe(200);
  for (const path of ['/pets', '/v1/pets', '/v2/own']) {
    const { status, body } = await api.ask(`GET ${path}`);
    const resultMessage = `There is no GET ${path}: /docs and the documents of --spec list what there is.`;
    expect([status, body]).toMatchObject([404, { header: { resultMessage } }]);
  }
});

test('a path behind the prefix of a proxy is served too', async () => {
  const api = await serve(documentOf({ '/pets': { get: answering(pet) } }), { basePath: '/mock' });
  expect((await api.ask('GET /pets')).status).toBe(200);
});

test('HEAD is answered like GET without a body, OPTIONS with the methods, and other methods are refused', async () => {
  const api = await serve(documentOf({ '/pets': { get: answering(pet), post: answering(pet) } }));
  const got = await api.ask('GET /pets');
  const head = await api.ask('HEAD /pets');
  expect([head.status, head.text]).toEqual([200, '']);
  expect(head.headers.get('content-length')).toBe(got.headers.get('content-length'));
  const options = await api.ask('OPTIONS /pets');
  expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
  const refused = await api.ask('DELETE /pets');
  expect([refused.status, Object(refused.body).error]).toEqual([405, 'METHOD_NOT_ALLOWED']);
  expect(refused.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS');
});

test('an operation that the document has for HEAD or OPTIONS is answered as the document says', async () => {
  const responses = { 204: { description: 'None', headers: { 'X-Count': { schema: { type: 'integer', const: 7 } } } } };
  const api = await serve(documentOf({ '/pets': { head: { responses }, options: { responses } } }));
  for (const method of ['HEAD', 'OPTIONS']) {
    const answered = await api.ask(`${method} /pets`);
    expect([answered.status, answered.headers.get('x-count')]).toEqual([204, '7']);
  }
});

test('texts of a path come before parameters, in whole segments and in parts of them', async () => {
  const named = (name: string) => ({ get: answering({ type: 'string', const: name }) });
  const api = await serve(
    documentOf({
      '/users/{id}': named('one'),
      '/users/me': named('me'),
      '/users/{id}.json': named('file'),
      '/users/{id}/pets/': named('slash'),
      '/compare/{base}...{head}': named('compare'),
      '/jobs?action=start': named('start'),
      '/jobs': named('jobs'),
    }),
  );
  const answerTo = async (path: string) => (await api.ask(`GET ${path}`)).body;
  expect(await answerTo('/users/7')).toBe('one');
  expect(await answerTo('/users/me')).toBe('me');
  expect(await answerTo('/users/7.json')).toBe('file');
  expect(await answerTo('/users/7/pets/')).toBe('slash');
  expect(await answerTo('/users/7/pets')).toBe('slash');
  expect(await answerTo('/compare/main...dev')).toBe('compare');
  expect(await answerTo('/jobs?action=start')).toBe('start');
  expect(await answerTo('/jobs?action=stop')).toBe('jobs');
});

test('the billing API wins where paths collide, and the document wins over pages; the notices say so', async () => {
  const api = await serve(
    documentOf({
      '/billing/meters': { get: answering(pet) },
      '/health': { get: answering(pet) },
      '/pets': { get: answering(pet) },
    }),
  );
  expect(Object.keys(Object((await api.ask('GET /billing/meters', { headers: { uuid: 'a' } })).body))).toContain(
    'meters',
  );
  expect(Object.keys(Object((await api.ask('GET /health')).body))).toEqual(['id', 'name']);
  expect(api.notices.filter((notice) => notice.includes('GET /'))).toEqual([
    expect.stringMatching(
      /document\.json #\/paths\/~1billing~1meters\/get: GET \/billing\/meters is a path of the billing API, which answers it$/,
    ),
    expect.stringMatching(/GET \/health takes the place of the server's own page$/),
  ]);
});

test('the first of two documents that have a path answers it', async () => {
  const paths = (name: string) =>
    documentOf({ '/same': { get: answering({ const: name }) }, [`/${name}`]: { get: answering({ const: name }) } });
  const file = writeFiles({ 'one.json': paths('one'), 'two.json': paths('two') });
  const api = await serveFiles([file, file.replace('one.json', 'two.json')]);
  expect((await api.ask('GET /same')).body).toBe('one');
  expect((await api.ask('GET /two')).body).toBe('two');
  expect(api.notices.join('\n')).toContain('GET /same is the path of another operation');
});

test('an operationId that is there twice is told, and both operations are served', async () => {
  const twice = { ...answering(pet), operationId: 'getPet' };
  const api = await serve(
    documentOf({ '/a': { get: twice }, '/b': { get: twice }, '/c': { get: { ...twice, operationId: 'pay' } } }),
  );
  expect((await api.ask('GET /b')).status).toBe(200);
  const text = api.notices.join('\n');
  expect(text).toMatch(
    /#\/paths\/~1b\/get: the operationId getPet is also the one of .*#\/paths\/~1a\/get, so this operation is called "GET \/b"/,
  );
  expect(text).toMatch(/#\/paths\/~1c\/get: the operationId pay is also the one of the billing API/);
});

test('requests are counted by operation', async () => {
  const api = await serve(documentOf({ '/pets/{id}': { get: { ...answering(pet), operationId: 'getPet' } } }));
  await api.ask('GET /pets/1');
  expect((await api.ask('GET /metrics')).text).toMatch(/requests_total\{[^}]*operationId="getPet"[^}]*\} 1/);
});

test('a request in another account has the same limits as one for the billing API', async () => {
  const api = await serve(documentOf({ '/pets': { get: answering(pet) } }), { rateLimit: 1 });
  const statuses: number[] = [];
  for (let count = 0; count < 3; count += 1)
    statuses.push((await api.ask('GET /pets', { headers: { uuid: 'a' } })).status);
  expect(statuses[0]).toBe(200);
  expect(await api.refused('GET /pets', { headers: { uuid: 'no uuid!' } })).toEqual([
    400,
    'INVALID_UUID',
    'header/uuid',
  ]);
});

const security = {
  components: {
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer' },
      basic: { type: 'http', scheme: 'basic' },
      oauth: { type: 'oauth2', flows: {} },
      header: { type: 'apiKey', in: 'header', name: 'X-Key' },
      query: { type: 'apiKey', in: 'query', name: 'key' },
      cookie: { type: 'apiKey', in: 'cookie', name: 'session' },
    },
  },
  security: [{ token: [] }],
};

test('security schemes are honoured in shape', async () => {
  const guarded = (...schemes: string[]) => ({
    get: answering(pet, {
      security: schemes.map((names) => Object.fromEntries(names.split('+').map((name) => [name, []]))),
    }),
  });
  const api = await serve(
    documentOf(
      {
        '/default': { get: answering(pet) },
        '/open': { get: answering(pet, { security: [] }) },
        '/optional': { get: answering(pet, { security: [{}, { token: [] }] }) },
        '/basic': guarded('basic'),
        '/either': guarded('header', 'query'),
        '/both': guarded('header+cookie'),
        '/oauth': guarded('oauth'),
      },
      security,
    ),
  );
  const status = async (path: string, headers: Record<string, string> = {}) =>
    (await api.ask(`GET ${path}`, { headers })).status;
  expect(await status('/default')).toBe(401);
  expect(await status('/default', { authorization: 'Basic YTpi' })).toBe(401);
  expect(await status('/default', { authorization: 'bearer abc' })).toBe(200);
  expect(await status('/open')).toBe(200);
  expect(await status('/optional')).toBe(200);
  expect(await status('/basic', { authorization: 'Basic abc' })).toBe(401);
  expect(await status('/basic', { authorization: 'Basic YTpi' })).toBe(200);
  expect(await status('/either', { 'x-key': 'k' })).toBe(200);
  expect(await status('/either?key=k')).toBe(200);
  expect(await status('/both', { 'x-key': 'k' })).toBe(401);
  expect(await status('/both', { 'x-key': 'k', cookie: 'a=b; session=s' })).toBe(200);
  expect(await status('/oauth', { authorization: 'Bearer t' })).toBe(200);
  const refused = await api.ask('GET /default');
  expect(refused.headers.get('www-authenticate')).toBe('Bearer');
  expect(await api.refused('GET /either')).toEqual([401, 'UNAUTHENTICATED', 'header/X-Key', 'query/key']);
});

test('pages of other origins are refused, and preflights answered', async () => {
  const api = await serve(documentOf({ '/pets': { get: answering(pet) } }));
  expect((await api.refused('GET /pets', { headers: { origin: 'https://evil.example' } }))[0]).toBe(403);
  const preflight = await api.ask('OPTIONS /pets', {
    headers: { origin: 'http://localhost:3000', 'access-control-request-method': 'GET' },
  });
  expect(preflight.headers.get('access-control-allow-methods')).toBe('GET, HEAD, OPTIONS');
});
