import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { samples } from './samples.ts';

/** Sends requests while this thread waits, as k6 does. */
const worker = `
const { workerData: { port, flag } } = require('node:worker_threads');
port.on('message', async ({ method, url, body, headers }) => {
  const answer = await fetch(url, { method, headers, ...(body !== null && { body }) })
    .then(async (response) => ({ status: response.status, body: await response.text() }))
    .catch((error) => ({ status: 0, body: '', error: String(error) }));
  port.postMessage(answer);
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
});
`;

const { port1, port2 } = new MessageChannel();
const flag = new Int32Array(new SharedArrayBuffer(4));
new Worker(worker, { eval: true, workerData: { port: port2, flag }, transferList: [port2] }).unref();
port1.unref();

interface Parameters {
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

const http = {
  request(method: string, url: string, body: string | null, { headers, tags }: Parameters) {
    const beganMs = performance.now();
    Atomics.store(flag, 0, 0);
    port1.postMessage({ method, url, body, headers });
    Atomics.wait(flag, 0, 0);
    const { message } = receiveMessageOnPort(port1) ?? {};
    samples.times.push({ value: performance.now() - beganMs, tags });
    return message;
  },
};

// biome-ignore lint/style/noDefaultExport: k6 has it so.
export default http;
