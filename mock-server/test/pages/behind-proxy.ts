import { onTestFinished } from 'vitest';
import { startMockServer } from '../../src/start-mock-server.ts';
import { proxyBefore } from '../proxy-server.ts';

/** A server behind a proxy at `/mock`. The one that knows its prefix is told it by an option, else by the proxy's header. */
export async function behindProxy(strips: boolean, knows: 'by option' | 'by header') {
  const isTold = knows === 'by option';
  const server = await startMockServer({ port: 0, host: '127.0.0.1', ...(isTold && { basePath: '/mock/' }) });
  onTestFinished(() => server.close());
  return proxyBefore(new URL(server.url).origin, { prefix: '/mock', strips, tells: !isTold });
}
