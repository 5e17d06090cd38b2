import { describe, expect, onTestFinished, test } from 'vitest';
import { startMockServer } from '../../src/start-mock-server.ts';
import { listeningCli, runCli } from '../cli-process.ts';
import { behindProxy } from './behind-proxy.ts';

const cases = [
  ['takes the prefix off and tells it', true, 'by header'],
  ['passes the prefix on and tells it', false, 'by header'],
  ['takes the prefix off that the server knows', true, 'by option'],
  ['passes the prefix on that the server knows', false, 'by option'],
] as const;

describe.each(cases)('behind a proxy that %s', (_, strips, knows) => {
  test('pages link to each other', async () => {
    const url = await behindProxy(strips, knows);
    for (const welcome of [url, `${url}/`]) {
      const text = await (await fetch(welcome)).text();
      const links = Array.from(text.matchAll(/href="([^"]+)"/g), ([, href = '']) => new URL(href, welcome));
      expect(links.map(({ pathname }) => pathname)).toContain('/mock/docs');
      for (const link of links) expect([link.href, (await fetch(link)).status]).toEqual([link.href, 200]);
      const commands = [...text.matchAll(/https?:\/\/[^\s/]+(\/[^\s<]*)/g)].map(([, path]) => path);
      expect(commands).toContain('/mock/billing/meters');
    }
  });

  test('/docs and what it loads are found', async () => {
    const url = await behindProxy(strips, knows);
    const page = await fetch(`${url}/docs?x=1`);
    expect(page.url).toBe(`${url}/docs/?x=1`);
    const html = await page.text();
    const files = Array.from(html.matchAll(/(?:src|href)="([^"]+)"/g), ([, path = '']) => new URL(path, page.url));
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      const response = await fetch(file);
      expect([file.href, response.status]).toEqual([file.href, 200]);
      // The server waits for an answer that nobody reads.
      await response.arrayBuffer();
    }
  });

  test('the document names the server as its clients reach it', async () => {
    const url = await behindProxy(strips, knows);
    const document: { servers: unknown } = JSON.parse(await (await fetch(`${url}/openapi.json`)).text());
    expect(document.servers).toEqual([{ url: '/mock', description: 'This server.' }]);
    expect(await (await fetch(`${url}/openapi.yaml`)).text()).toMatch(
      /^servers:\n {2}- url: \/mock\n {4}description: This server\.\nsecurity:/m,
    );
  });

  test('a page of the proxy may use the API', async () => {
    const url = await behindProxy(strips, knows);
    const headers = { uuid: 'acme', origin: new URL(url).origin, 'content-type': 'application/json' };
    const created = await fetch(`${url}/billing/contracts`, { method: 'POST', headers, body: '{"name":"n"}' });
    expect(created.status).toBe(201);
    expect(await (await fetch(`${url}/billing/contracts?page=1`, { headers })).json()).toMatchObject({ totalItems: 1 });
    expect((await fetch(`${url}/nothing`)).status).toBe(404);
  });
});

describe('a prefix', () => {
  const linksFor = async (header: string) => {
    const server = await startMockServer({ port: 0, host: '127.0.0.1' });
    onTestFinished(() => server.close());
    const text = await (await fetch(server.url, { headers: { 'x-forwarded-prefix': header } })).text();
    return /href="([^"]*)docs"/.exec(text)?.[1];
  };

  test.each([
    ['/a', '/a/'],
    ['/a/b/', '/a/b/'],
    ['/a, /b', '/a/b/'],
    ['/', '/'],
    ['//evil.example', '/'],
    ['/a//b', '/'],
    ['/../a', '/'],
    ['evil', '/'],
    ['/"><script>', '/'],
    ['https://evil.example/', '/'],
    [`/${'a'.repeat(300)}`, '/'],
  ])('told as %s comes before links as %s', async (header, expected) => {
    expect(await linksFor(header)).toBe(expected);
  });

  test('that is also the start of the API’s paths takes nothing away from them', async () => {
    const server = await startMockServer({ port: 0, basePath: '/billing' });
    onTestFinished(() => server.close());
    const { origin } = new URL(server.url);
    const headers = { uuid: 'acme' };
    for (const path of ['/billing/contracts', '/billing/billing/contracts', '/billing/health', '/health']) {
      expect([path, (await fetch(origin + path, { headers })).status]).toEqual([path, 200]);
    }
  });

  test('is told where the server says its address', async () => {
    const { said, url } = await listeningCli(['--port', '0'], { MOCK_SERVER_BASE_PATH: '/mock' });
    expect(url).toMatch(/^http:\/\/localhost:\d+\/mock$/);
    expect(said).toContain(`${url}/docs`);
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  test('that is none is refused', async () => {
    const { stderr, code } = await runCli(['--base-path', 'mock']);
    expect([stderr, code]).toEqual([
      expect.stringMatching(/--base-path.*'mock' is invalid\. A path prefix is .*\n$/),
      2,
    ]);
    await expect(startMockServer({ port: 0, basePath: '/a b' })).rejects.toThrow(RangeError);
  });
});
