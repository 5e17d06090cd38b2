import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { GatheredAnswers } from './gathered-answers.ts';
import { MatrixWorker } from './matrix-worker.ts';
import { toSentError } from './sent-error.ts';
import { type CallMessage, type MessageToWorker, START, type WorkerSettings } from './worker-messages.ts';

async function work(port: MessagePort, settings: WorkerSettings): Promise<void> {
  const opening = MatrixWorker.open(settings);
  const answers = new GatheredAnswers((together) => port.postMessage(together));
  // The thread lives as long as it listens, so that also its last message arrives. The thread that started it ends it.
  port.on('message', async (message: MessageToWorker) => {
    const worker = await opening;
    if ('abort' in message) worker.abort(message.abort);
    else await answerTo(message, worker, answers);
  });
  try {
    const { about } = await opening;
    answers.targetName = about.name;
    answers.send({ id: START, answer: about });
  } catch (error) {
    answers.send({ id: START, error: toSentError(error) });
  }
}

async function answerTo(message: CallMessage, worker: MatrixWorker, answers: GatheredAnswers): Promise<void> {
  const { id } = message;
  try {
    answers.send({ id, answer: await worker.answer(message) });
  } catch (error) {
    answers.send({ id, error: toSentError(error) });
  }
}

if (parentPort) await work(parentPort, workerData);
