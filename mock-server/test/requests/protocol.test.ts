import { describe, expect, it, test } from 'vitest';
import { useServer } from '../api-client.ts';
import { asRefusal } from '../contract-check.ts';
import { exchange, parseAnswer, RawConnection } from '../raw-connection.ts';

const api = useServer();

const close = 'Connection: close\r\n\r\n';
const long = 'x'.repeat(20_000);

describe('what is no request as HTTP has them', () => {
  test.each<[what: string, text: string, status: number, code: string]>([
    ['no HTTP at all', 'hello\r\n\r\n', 400, 'BAD_REQUEST'],
    ['HTTP/1.1 without a host', `GET /health HTTP/1.1\r\n${close}`, 400, 'BAD_REQUEST'],
    ['a header without a colon', `GET /health HTTP/1.1\r\nHost: x\r\nnonsense\r\n\r\n`, 400, 'BAD_REQUEST'],
    [
      'two lengths of a body',
      `POST /billing/contracts HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx`,
      400,
      'BAD_REQUEST',
    ],
    [
      'a chunk of no length',
      'POST /billing/contracts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      400,
      'BAD_REQUEST',
    ],
    ['a path that is too long', `GET /${long} HTTP/1.1\r\nHost: x\r\n${close}`, 414, 'URI_TOO_LONG'],
    ['a path that is far too long', `GET /${long.repeat(10)} HTTP/1.1\r\nHost: x\r\n${close}`, 414, 'URI_TOO_LONG'],
    [
      'headers that are too large',
      `GET / HTTP/1.1\r\nHost: x\r\nX-A: ${long.repeat(2)}\r\n${close}`,
      431,
      'HEADERS_TOO_LARGE',
    ],
    [
      'an unknown expectation',
      `POST /billing/contracts HTTP/1.1\r\nHost: x\r\nExpect: coffee\r\n${close}`,
      417,
      'EXPECTATION_FAILED',
    ],
    ['a tunnel', `CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n`, 405, 'METHOD_NOT_ALLOWED'],
    ['a method and no path', `GET * HTTP/1.1\r\nHost: x\r\n${close}`, 405, 'METHOD_NOT_ALLOWED'],
  ])('is refused with the envelope: %s', async (_what, text, status, code) => {
    const answer = await exchange(api.url, text);
    expect(answer.status).toBe(status);
    const { error, header, requestId } = asRefusal(JSON.parse(answer.body));
    expect([error, header.resultCode]).toEqual([code, status]);
    expect(header.resultMessage).toMatch(/^\S.{10,}\.$/);
    expect(answer.headers.get('x-request-id')).toBe(requestId);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });
});

describe('a request target', () => {
  const meters = 'uuid: target\r\n';

  test.each([
    ['with the server’s own name', (url: string) => `${url}/billing/meters`],
    ['with another name, as a proxy sends it', () => 'http://billing.example/billing/meters?itemsPerPage=1'],
    ['in capitals', () => 'HTTP://BILLING.EXAMPLE/billing/meters'],
    ['with a user', () => 'http://user@billing.example/billing/meters'],
  ])('in absolute form is found: %s', async (_what, target) => {
    const answer = await exchange(api.url, `GET ${target(api.url)} HTTP/1.1\r\nHost: x\r\n${meters}${close}`);
    expect([answer.status, JSON.parse(answer.body).meters]).toEqual([200, []]);
  });

  it('in absolute form without a path is the welcome page', async () => {
    const answer = await exchange(api.url, `GET http://billing.example HTTP/1.1\r\nHost: x\r\n${close}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });

  it('* tells the methods of the server', async () => {
    const answer = await exchange(api.url, `OPTIONS * HTTP/1.1\r\nHost: x\r\n${close}`);
    expect([answer.status, answer.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST, PUT, DELETE, OPTIONS']);
  });

  it('of HTTP/1.0 needs no host', async () => {
    const answer = await exchange(api.url, `GET /billing/meters HTTP/1.0\r\n${meters}\r\n`);
    expect([answer.status, JSON.parse(answer.body).meters]).toEqual([200, []]);
  });
});

describe('HEAD', () => {
  test.each(['/billing/meters', '/billing/payments/2025-03/statements', '/', '/openapi.json', '/docs/'])(
    '%s is what GET is, without the body',
    async (path) => {
      const headers = { uuid: 'head' };
      const [head, get] = await Promise.all(
        ['HEAD', 'GET'].map((method) => fetch(api.url + path, { method, headers })),
      );
      expect([head?.status, await head?.text()]).toEqual([200, '']);
      expect(head?.headers.get('content-length')).toBe(String((await get?.bytes())?.length));
    },
  );

  it('of what GET is refused for is refused', async () => {
    const { status, headers } = await fetch(`${api.url}/billing/meters`, { method: 'HEAD' });
    expect([status, headers.get('content-type')]).toEqual([401, 'application/json; charset=utf-8']);
  });
});

describe('a condition on a page that a library serves', () => {
  test.each([
    ['If-Match', '"x"', 412, 'PRECONDITION_FAILED'],
    ['If-Unmodified-Since', 'Thu, 01 Jan 1970 00:00:00 GMT', 412, 'PRECONDITION_FAILED'],
    ['Range', 'bytes=999999999-', 416, 'RANGE_NOT_SATISFIABLE'],
  ])('that does not hold keeps its status: %s', async (name, value, status, code) => {
    const response = await fetch(`${api.url}/docs/swagger-ui.css`, { headers: { [name]: value } });
    expect(response.status).toBe(status);
    expect(asRefusal(await response.json()).error).toBe(code);
    if (status === 416) expect(response.headers.get('content-range')).toMatch(/^bytes \*\/\d+$/);
  });

  it('that holds is honoured', async () => {
    const response = await fetch(`${api.url}/docs/swagger-ui.css`, { headers: { Range: 'bytes=0-9' } });
    expect([response.status, (await response.text()).length]).toEqual([206, 10]);
  });

  test.each([
    '/docs/package.json',
    '/docs/index.js',
    '/docs/absolute-path.js',
    '/docs/README.md',
    '/docs/LICENSE',
    '/docs/%2e%2e/package.json',
    '/docs/swagger-ui-bundle.js.map',
  ])('%s is no page', async (path) => {
    const response = await fetch(api.url + path);
    expect([response.status, asRefusal(await response.json()).error]).toEqual([404, 'NOT_FOUND']);
  });

  it('a path that is not encoded as UTF-8 is no page', async () => {
    const answer = await exchange(api.url, `GET /docs/%ff.css HTTP/1.1\r\nHost: x\r\n${close}`);
    expect(answer.status).toBe(404);
  });
});

describe('requests sent one after another without waiting', () => {
  it('are answered in their order, on one connection', async () => {
    const connection = await RawConnection.open(api.url);
    const months = ['2025-01', '2025-02', '2025-03'];
    const requests = months.map((month, index) => {
      const last = index === months.length - 1 ? 'Connection: close\r\n' : '';
      return `GET /billing/admin/progress?month=${month}&uuid=a HTTP/1.1\r\nHost: x\r\nX-Request-Id: ${month}\r\n${last}\r\n`;
    });
    connection.send(requests.join(''));
    const ids = (await connection.untilClosed()).matchAll(/^X-Request-Id: (.*)\r$/gim);
    expect(Array.from(ids, ([, id]) => id)).toEqual(months);
  });

  it('and not read are not answered all: the server waits until its answers are taken', async () => {
    const connection = await RawConnection.open(api.url);
    connection.socket.pause();
    const uuid = 'unread';
    const body = '{"name":"n"}';
    const type = `Content-Type: application/json\r\nContent-Length: ${body.length}`;
    connection.send('GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(300));
    connection.send(`POST /billing/contracts HTTP/1.1\r\nHost: x\r\nuuid: ${uuid}\r\n${type}\r\n\r\n${body}`);
    const created = async () => (await api.call('listContracts', { uuid })).totalItems;
    // Requests of another connection are answered meanwhile; 60 MB of answers come before the last one of this one.
    for (let n = 0; n < 20; n += 1) expect(await created()).toBe(0);
    connection.socket.resume();
    while ((await created()) === 0) await new Promise((resolve) => setImmediate(resolve));
    connection.socket.destroy();
  }, 60_000);

  it('with an error after them are answered before the error', async () => {
    const connection = await RawConnection.open(api.url);
    connection.send('GET /health HTTP/1.1\r\nHost: x\r\n\r\n');
    await fetch(`${api.url}/health`);
    connection.send('nonsense\r\n\r\n');
    const answers = (await connection.untilClosed()).split(/(?=HTTP\/1\.1 )/);
    expect(answers.map((answer) => parseAnswer(answer).status)).toEqual([200, 400]);
  });
});
