import type { ServerResponse } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { signalAbortedInFirstWait } from '../../test/aborted-in-wait.ts';
import { refuses, scriptedServer, staysSilent, succeeds } from '../../test/scripted-server.ts';
import { BillingClient } from '../billing-client.ts';

const month = '2025-03';

/** Sends an answer that never ends, a space at a time. */
function trickles(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 10);
  response.on('close', () => clearInterval(timer));
}

describe('the time of an attempt', () => {
  it.each([
    ['no answer comes', staysSilent],
    ['the answer does not end', trickles],
  ])('is up when %s', async (_, reply) => {
    const { url } = await scriptedServer(reply);
    const call = new BillingClient({ baseUrl: url, timeoutMs: 100, retries: 0 }).statements.get(month);
    await expect(call).rejects.toMatchObject({
      code: 'TIMEOUT',
      status: undefined,
      message: 'GET /billing/payments/2025-03/statements: TIMEOUT: no complete answer in 100 ms',
    });
  });

  it('can be the call’s own', async () => {
    const { url } = await scriptedServer(staysSilent);
    const call = new BillingClient({ baseUrl: url, retries: 0 }).statements.get(month, { timeoutMs: 50 });
    await expect(call).rejects.toMatchObject({ code: 'TIMEOUT' });
  });
});

describe('aborting', () => {
  it('ends a request in flight, for the server too', async () => {
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

  it('ends every call that shares the signal, however many they are', async () => {
    const controller = new AbortController();
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on('warning', onWarning);
    onTestFinished(() => {
      process.off('warning', onWarning);
    });
    const { url, received } = await scriptedServer(() => {
      if (received.length === 20) controller.abort();
    });
    const client = new BillingClient({ baseUrl: url });
    const calls = Array.from({ length: 20 }, () => client.statements.get(month, { signal: controller.signal }));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.code)).toEqual(
      Array.from({ length: 20 }, () => 'ABORTED'),
    );
    expect(warnings).toEqual([]);
  });

  it('ends the wait for a retry', async () => {
    const { url, received } = await scriptedServer(refuses(503, 'INTERNAL', { 'Retry-After': '60' }));
    const signal = signalAbortedInFirstWait(new AbortController());
    const call = new BillingClient({ baseUrl: url }).statements.get(month, { signal });
    await expect(call).rejects.toMatchObject({ code: 'ABORTED', cause: { name: 'AbortError' } });
    expect(received).toHaveLength(1);
  });

  it('beforehand sends nothing', async () => {
    const { url, received } = await scriptedServer(succeeds());
    const call = new BillingClient({ baseUrl: url }).statements.get(month, { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ code: 'ABORTED' });
    expect(received).toEqual([]);
  });

  it('works by any object that has the shape of a signal', async () => {
    const listeners = new Set<() => void>();
    const signal = {
      aborted: false,
      addEventListener: (_: 'abort', listener: () => void) => listeners.add(listener),
      removeEventListener: (_: 'abort', listener: () => void) => listeners.delete(listener),
    };
    const { url } = await scriptedServer(succeeds({ statements: [] }), () => {
      signal.aborted = true;
      for (const listener of listeners) listener();
    });
    const client = new BillingClient({ baseUrl: url });
    expect(await client.statements.get(month, { signal })).toEqual({ statements: [] });
    await expect(client.statements.get(month, { signal })).rejects.toMatchObject({ code: 'ABORTED' });
    expect(listeners.size).toBe(0);
  });

  it('by what is no signal is refused', async () => {
    const { url, received } = await scriptedServer(succeeds());
    // biome-ignore lint/nursery/noUnsafeTypeAssertion: the mistake that callers without types can make.
    const signal = new AbortController() as unknown as AbortSignal;
    const call = new BillingClient({ baseUrl: url }).statements.get(month, { signal });
    await expect(call).rejects.toThrow(new TypeError('signal must be an AbortSignal'));
    expect(received).toEqual([]);
  });

  it('afterwards changes nothing', async () => {
    const controller = new AbortController();
    const { url } = await scriptedServer(succeeds({ statements: [] }));
    const answer = await new BillingClient({ baseUrl: url }).statements.get(month, { signal: controller.signal });
    controller.abort();
    expect(answer).toEqual({ statements: [] });
  });
});
