import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Policy } from '@billing-testkit/engine';

/** The figures and defects of a mock. */
export interface MockSettings {
  readonly policy: Policy;
  /** The names of its defects. */
  readonly defects: readonly string[];
}

/** A mock server that runs. */
export interface Mock {
  readonly url: string;
  stop(): Promise<void>;
}

/** A worker has no loader of sources: it is the built one also when this is not. */
const WORKER = new URL('../../dist/targets/mock-worker.js', import.meta.url);

/** Starts a mock server without rate limit in a thread of its own, beside the work of this thread. Rejects when it can't start. */
export async function startMock(settings: MockSettings, script = WORKER): Promise<Mock> {
  const worker = new Worker(script, { workerData: settings });
  const [url] = await Promise.race([once(worker, 'message'), endOf(worker)]);
  // A later end of the worker is no error here: requests to it fail.
  worker.on('error', () => undefined);
  return {
    url: String(url),
    stop: async () => {
      await worker.terminate();
    },
  };
}

async function endOf(worker: Worker): Promise<never> {
  const [code] = await once(worker, 'exit');
  throw new Error(`The mock server ended with ${code} before it listened.`);
}
