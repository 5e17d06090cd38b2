import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { useServer } from '../api-client.ts';
import { apiDocument } from '../api-document.ts';
import { RawConnection } from '../raw-connection.ts';

const api = useServer();

async function page(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(api.url + path, { headers });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    text: await response.text(),
    headers: response.headers,
    url: response.url,
  };
}

const FROM_ELSEWHERE = /(?:src|href|action)=["']?(?:https?:)?\/\/|@import|url\(["']?https?:/i;

describe('the server’s own pages', () => {
  test('/ welcomes and links to the others', async () => {
    const { status, type, text } = await page('/');
    expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
    const links = Array.from(text.matchAll(/<a href="([^"]+)"/g), ([, href]) => href ?? '');
    expect(links).toEqual(
      expect.arrayContaining(['/docs', '/openapi.yaml', '/openapi.json', '/collection.json', '/health', '/metrics']),
    );
    for (const link of links) expect((await page(link)).status).toBe(200);
    expect(text).not.toMatch(FROM_ELSEWHERE);
  });

  test.each([
    ['example.test:81', 'http://example.test:81'],
    ['"><script>', 'http://localhost:5000'],
  ])('/ names the host %s in its commands as %s', async (host, origin) => {
    const connection = await RawConnection.open(api.url);
    connection.send(`GET / HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Host: ${host}\r\nConnection: close\r\n\r\n`);
    const answer = await connection.untilClosed();
    expect(answer).toContain(`${origin}/billing/meters`);
    expect(answer).not.toContain('<script>');
  });

  test('/collection.json is for this server', async () => {
    const { type, text } = await page('/collection.json');
    expect(type).toBe('application/json; charset=utf-8');
    const { variable } = JSON.parse(text);
    expect(variable).toContainEqual(expect.objectContaining({ key: 'baseUrl', value: api.url }));
  });

  test('/ shows a month of billing that works', async () => {
    const { text } = await page('/');
    const [, reading = ''] = /-d '(\{[^']*counterName[^']*\})'/.exec(text) ?? [];
    const [, calculation = ''] = /-d '(\{[^']*month[^']*\})'/.exec(text) ?? [];
    await api.call('createMeters', { uuid: 'me', body: JSON.parse(reading) });
    await api.call('calculateStatement', { uuid: 'me', body: JSON.parse(calculation) });
    const { statements } = await api.call('getStatements', { uuid: 'me', path: { month: '2025-03' } });
    // 100.5 × 397 = 39 898.5
    expect(statements).toMatchObject([{ charge: 39_899 }]);
  });

  test('/health says that it is well', async () => {
    const { status, text } = await page('/health');
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ status: 'healthy' });
  });

  test('/openapi.json and /openapi.yaml are the document', async () => {
    const [asJson, asYaml] = await Promise.all([page('/openapi.json'), page('/openapi.yaml')]);
    expect([asJson.status, asYaml.status]).toEqual([200, 200]);
    expect([asJson.type, asYaml.type]).toEqual(['application/json; charset=utf-8', expect.stringContaining('yaml')]);
    expect(JSON.parse(asJson.text)).toEqual(apiDocument);
    expect(parse(asYaml.text)).toEqual(apiDocument);
  });

  // A browser resolves the links of the page against the address that it ends at.
  test.each(['/docs', '/docs/', '/docs?a=b'])('%s shows the document with what the server itself has', async (path) => {
    const { status, type, text, url } = await page(path);
    expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text).not.toMatch(FROM_ELSEWHERE);
    const assets = Array.from(text.matchAll(/(?:src|href)="([^"]+)"/g), ([, link]) => new URL(link ?? '', url));
    expect(assets.length).toBeGreaterThan(3);
    const answers = await Promise.all(assets.map(({ pathname }) => page(pathname)));
    expect(answers.map((answer) => answer.status)).toEqual(assets.map(() => 200));
    const types = answers.map((answer) => answer.type).join();
    expect(types).toMatch(/css/);
    expect(types).toMatch(/javascript/);
    expect(types).not.toMatch(/html/);
    for (const { text: css, type: kind } of answers) if (kind?.includes('css')) expect(css).not.toMatch(FROM_ELSEWHERE);
    const script = answers.find(({ text: source }) => source.includes('createContract'))?.text ?? '';
    expect(script).toContain('previewStatement');
  });

  test('/docs leads to /docs/ by a link that a prefix of a proxy may come before', async () => {
    const headersOf = async (path: string) => (await fetch(api.url + path, { redirect: 'manual' })).headers;
    expect((await headersOf('/docs')).get('location')).toBe('docs/');
    expect((await headersOf('/docs?url=a&b=c')).get('location')).toBe('docs/?url=a&b=c');
  });

  test('/docs/ is kept by a browser until it changes', async () => {
    for (const path of ['/docs/', '/docs/swagger-ui-init.js']) {
      const etag = (await page(path)).headers.get('etag');
      const headers = { 'If-None-Match': etag ?? '', 'Cache-Control': 'max-age=0' };
      expect((await fetch(api.url + path, { headers })).status).toBe(304);
    }
  });

  it.each(['/docs/nothing', '/docs/..%2f..%2fpackage.json', '/docs/%zz', '/docs/package.json'])(
    'do not have %s',
    async (path) => {
      const { status, text } = await page(path);
      expect([status, text]).toEqual([404, expect.stringContaining('NOT_FOUND')]);
    },
  );
});

describe('X-Request-Id', () => {
  const paths = [
    '/',
    '/docs/',
    '/docs/swagger-ui.css',
    '/openapi.json',
    '/openapi.yaml',
    '/health',
    '/nowhere',
    '/billing/meters?uuid=a',
    '/billing/meters',
  ];

  test.each(paths)('is on %s: the caller’s, or a new one', async (path) => {
    const own = await page(path, { 'X-Request-Id': 'req-7f3a.B:_1' });
    expect(own.headers.get('x-request-id')).toBe('req-7f3a.B:_1');
    const [first, second] = await Promise.all([page(path), page(path)]);
    expect(first.headers.get('x-request-id')).toMatch(/^[\w.:-]{1,128}$/);
    expect(first.headers.get('x-request-id')).not.toBe(second.headers.get('x-request-id'));
  });

  test.each(['', ' ', 'a b', '<script>', 'x'.repeat(129), 'a,b', 'ä'])('is a new one in place of %j', async (sent) => {
    const { headers } = await page('/health', { 'X-Request-Id': sent });
    expect(headers.get('x-request-id')).toMatch(/^[\w.:-]{1,128}$/);
    expect(headers.get('x-request-id')).not.toBe(sent);
  });

  it('tells no client what the server runs on', async () => {
    for (const path of ['/', '/billing/meters', '/docs/']) {
      const { headers } = await page(path);
      expect(headers.has('x-powered-by')).toBe(false);
    }
  });
});
