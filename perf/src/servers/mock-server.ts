/**
 * The mock server as a process of its own, so that it shares no core and no memory with the load generator. It listens on a free
 * port of this machine, tells its address by IPC, and ends with its parent.
 */
import { fileURLToPath } from 'node:url';
import { startMockServer } from '@billing-testkit/mock-server';
import { serveParent } from './serve-parent.ts';

const { url } = await startMockServer({
  port: 0,
  host: '127.0.0.1',
  rateLimit: Number(process.argv[2]),
  corsOrigins: [],
  specs: [fileURLToPath(new URL('../../document.yaml', import.meta.url))],
});
serveParent(url);
