import { parentPort, workerData } from 'node:worker_threads';
import { startMockHere } from './mock-here.ts';

const { url } = await startMockHere(workerData);
parentPort?.postMessage(url);
