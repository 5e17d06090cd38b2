import { createServer, request as send } from 'node:http';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import { portOf } from './scripted-server.ts';

/** A request to the proxy. */
interface Passed {
  /** The method and target, such as `GET http://billing.test/billing/meters` or `CONNECT billing.test:443`. */
  readonly asked: string;
  readonly authorization: string | undefined;
}

/** A real proxy on a port of its own. It passes all requests and tunnels on to one local server, whatever host they name. */
export async function proxyServer(serverUrl: string): Promise<{ host: string; passed: Passed[] }> {
  const passed: Passed[] = [];
  const { port } = new URL(serverUrl);
  const proxy = createServer((request, response) => {
    const { method, url, headers } = request;
    passed.push({ asked: `${method} ${url}`, authorization: headers['proxy-authorization'] });
    const { pathname, search } = new URL(String(url));
    const onward = send({ host: '127.0.0.1', port, method, path: pathname + search, headers }, (answer) => {
      response.writeHead(Number(answer.statusCode), answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  proxy.on('connect', (request, socket) => {
    passed.push({ asked: `CONNECT ${request.url}`, authorization: request.headers['proxy-authorization'] });
    const onward = connect(Number(port), '127.0.0.1', () =>
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n'),
    );
    onward.pipe(socket).pipe(onward);
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    proxy.close();
    proxy.closeAllConnections();
  });
  return { host: `127.0.0.1:${portOf(proxy.address())}`, passed };
}
