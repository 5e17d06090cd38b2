// These are Node's own. The globals of the same names may belong to a test environment, or a test may have stopped the timers.
import { constants } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { Agent as HttpAgent, validateHeaderValue } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { clearTimeout, setTimeout } from 'node:timers';
import { URL } from 'node:url';
import { transferableAbortController } from 'node:util';
import type { Platform } from './platform.ts';
import { checkProxy, proxyConfigOf } from './proxy.ts';

/** Node's own class. The global of that name may be another class. */
const AbortSignalOfNode = transferableAbortController().signal.constructor;

/** An optional peer. Its name is no literal of the import, so that no bundler looks for it where it is not installed. */
const openTelemetry: string = '@opentelemetry/api';

/** Node, and runtimes like it. */
export const platform: Platform = {
  longestText: constants.MAX_STRING_LENGTH,
  URL,
  // Node makes a transferable controller from its own class, whatever the globals are.
  newAbortController: transferableAbortController,
  startTimer(callback, ms) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  // Without this, Node 20 would warn of a leak when a signal has more than ten listeners.
  allowManyListeners(signal) {
    if (isOfNode(signal)) setMaxListeners(0, signal);
  },
  randomUuid: randomUUID,
  checkHeaderValue: validateHeaderValue,
  openTelemetry: () => import(openTelemetry),
  completeConnection: ({ proxy, agents }) => ({
    proxy: checkProxy(proxy),
    agents: agents ?? { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) },
  }),
  axiosOptions: (baseUrl, { proxy, agents }) => ({
    adapter: 'http',
    httpAgent: agents?.http,
    httpsAgent: agents?.https,
    ...proxyConfigOf(baseUrl, proxy),
  }),
};

function isOfNode(signal: object): signal is AbortSignal {
  return signal instanceof AbortSignalOfNode;
}
