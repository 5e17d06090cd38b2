import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

/** The settings by which a proxy passes requests on. */
export interface ProxyOptions {
  /** The path that its clients put before those of the server behind it. */
  readonly prefix: string;
  /** Whether it takes the prefix off. */
  readonly strips: boolean;
  /** Whether it tells the prefix in `X-Forwarded-Prefix`. */
  readonly tells: boolean;
}

/** A proxy before the server on `target`, as web servers are. It knows nothing but its prefix. Gives its URL with the prefix. */
export async function proxyBefore(target: string, options: ProxyOptions): Promise<string> {
  const proxy = createServer((incoming, outgoing) => passOn(incoming, outgoing, target, options));
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  const address = proxy.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `http://127.0.0.1:${port}${options.prefix}`;
}

function passOn(incoming: IncomingMessage, outgoing: ServerResponse, target: string, options: ProxyOptions): void {
  const { url = '/', method, headers } = incoming;
  const { prefix, strips, tells } = options;
  if (!url.startsWith(prefix)) {
    outgoing.writeHead(404).end('The proxy has no such path.');
    return;
  }
  const path = strips ? withSlash(url.slice(prefix.length)) : url;
  const { host = '' } = headers;
  const forwarded = {
    host: new URL(target).host,
    'x-forwarded-host': host,
    ...(tells && { 'x-forwarded-prefix': prefix }),
  };
  const { hostname, port } = new URL(target);
  const sent = request({ hostname, port, path, method, headers: { ...headers, ...forwarded } }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  sent.on('error', () => outgoing.destroy());
  incoming.pipe(sent);
}

function withSlash(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}
