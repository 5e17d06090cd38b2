import { parentPort, workerData } from 'node:worker_threads';
import { defectNamed, rulesWith } from '@billing-testkit/engine';
import { startMockServer } from '@billing-testkit/mock-server';
import type { MockSettings } from './mock.ts';

const { policy, defects }: MockSettings = workerData;
const rules = rulesWith(
  defects.flatMap((name) => defectNamed(name, policy) ?? []),
  policy,
);
const { url } = await startMockServer({ port: 0, host: '127.0.0.1', rateLimit: 0, policy, rules });
parentPort?.postMessage(url);
