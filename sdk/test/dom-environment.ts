import { transferableAbortController } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BillingClient } from '../src/billing-client.ts';
import { signalAbortedInFirstWait } from './aborted-in-wait.ts';
import { refuses, scriptedServer, staysSilent, succeeds } from './scripted-server.ts';

const month = '2025-03';
const running = succeeds({ batchId: 'batch-1', status: 'RUNNING' });

/** Tests the client where Vitest has put the globals of a browser in the place of Node's. */
export function testsInDomEnvironment(): void {
  it('has globals that are not Node’s', () => {
    expect(new AbortController().signal).not.toBeInstanceOf(transferableAbortController().signal.constructor);
  });

  describe('a call', () => {
    it('is answered, by compressed text too', async () => {
      const header = { isSuccessful: true, resultCode: 0, resultMessage: 'SUCCESS' };
      const body = JSON.stringify({ header, contract: { name: '표준' } });
      const { url, received } = await scriptedServer((response) => {
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }).end(gzipSync(body));
      });
      const client = new BillingClient({ baseUrl: url });
      const { signal } = new AbortController();
      expect(await client.contracts.create({ name: '표준' }, { signal })).toEqual({ contract: { name: '표준' } });
      expect(received[0]?.body).toBe('{"name":"표준"}');
    });

    it('ends when it is aborted in flight, for the server too', async () => {
      const controller = new AbortController();
      const reason = new Error('no longer wanted');
      const closed: Promise<void>[] = [];
      const { url, received } = await scriptedServer((response) => {
        closed.push(new Promise((resolve) => response.on('close', resolve)));
        controller.abort(reason);
      });
      const call = new BillingClient({ baseUrl: url }).payments.pay(month, {}, { signal: controller.signal });
      await expect(call).rejects.toMatchObject({ code: 'ABORTED', cause: reason });
      await Promise.all(closed);
      expect(received).toHaveLength(1);
    });

    it('ends when it is aborted in the wait for a retry', async () => {
      const { url, received } = await scriptedServer(refuses(503, 'INTERNAL', { 'Retry-After': '60' }));
      const signal = signalAbortedInFirstWait(new AbortController());
      const call = new BillingClient({ baseUrl: url }).statements.get(month, { signal });
      await expect(call).rejects.toMatchObject({ code: 'ABORTED', cause: { name: 'AbortError' } });
      expect(received).toHaveLength(1);
    });

    it('sends nothing when it is aborted beforehand', async () => {
      const { url, received } = await scriptedServer(succeeds());
      const call = new BillingClient({ baseUrl: url }).statements.get(month, { signal: AbortSignal.abort() });
      await expect(call).rejects.toMatchObject({ code: 'ABORTED' });
      expect(received).toEqual([]);
    });

    it('ends when its time is up', async () => {
      const { url } = await scriptedServer(staysSilent);
      const call = new BillingClient({ baseUrl: url, retries: 0 }).statements.get(month, { timeoutMs: 50 });
      await expect(call).rejects.toMatchObject({ code: 'TIMEOUT' });
    });
  });

  describe('waiting for a job', () => {
    it('ends when it is through', async () => {
      const { url, received } = await scriptedServer(running, running, succeeds({ status: 'COMPLETED' }));
      const { signal } = new AbortController();
      const { batches } = new BillingClient({ baseUrl: url });
      expect(await batches.waitForCompletion('batch-1', { intervalMs: 1, signal })).toEqual({ status: 'COMPLETED' });
      expect(received).toHaveLength(3);
    });

    it('ends when it is aborted between two requests', async () => {
      const controller = new AbortController();
      const reason = new Error('no longer wanted');
      const { url, received } = await scriptedServer(running);
      const call = new BillingClient({ baseUrl: url }).batches.waitForCompletion('batch-1', {
        // The test's own time limit is far below the hour that the wait would take.
        intervalMs: 3_600_000,
        signal: controller.signal,
        // The wait begins before this runs: nothing asynchronous comes between.
        onProgress: () => queueMicrotask(() => controller.abort(reason)),
      });
      await expect(call).rejects.toMatchObject({ code: 'ABORTED', cause: reason });
      expect(received).toHaveLength(1);
    });

    it('ends when it is aborted during a request', async () => {
      const controller = new AbortController();
      const { url } = await scriptedServer(() => controller.abort());
      const call = new BillingClient({ baseUrl: url }).batches.waitForCompletion('batch-1', {
        signal: controller.signal,
      });
      await expect(call).rejects.toMatchObject({ code: 'ABORTED' });
    });
  });
}
