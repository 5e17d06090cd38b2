import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { reasonOf } from '../targets/target.ts';
import { MatrixWorker } from './matrix-worker.ts';
import { toSentError } from './sent-error.ts';
import {
  type CallMessage,
  type MessageFromWorker,
  type MessageToWorker,
  START,
  type WorkerSettings,
} from './worker-messages.ts';

async function work(port: MessagePort, settings: WorkerSettings): Promise<void> {
  const post = (message: MessageFromWorker) => port.postMessage(message);
  const opening = MatrixWorker.open(settings);
  // The thread lives as long as it listens, so that also its last message arrives. The thread that started it ends it.
  port.on('message', async (message: MessageToWorker) => {
    const worker = await opening;
    if ('abort' in message) worker.abort(message.abort);
    else await answerTo(message, worker, post);
  });
  try {
    const { about } = await opening;
    post({ id: START, answer: about });
  } catch (error) {
    post({ id: START, error: toSentError(error) });
  }
}

async function answerTo(
  message: CallMessage,
  worker: MatrixWorker,
  post: (message: MessageFromWorker) => void,
): Promise<void> {
  const { id } = message;
  try {
    const answer = await worker.answer(message);
    postAnswer(() => post({ id, answer }), worker);
  } catch (error) {
    post({ id, error: toSentError(error) });
  }
}

/** Posts an answer. Throws when there is something in it that is no data, like a function that an adapter has put on its bill. */
function postAnswer(post: () => void, { about }: MatrixWorker): void {
  try {
    post();
  } catch (cause) {
    throw new TypeError(`The answer of ${about.name} can't leave its thread: ${reasonOf(cause)}`, { cause });
  }
}

if (parentPort) await work(parentPort, workerData);
