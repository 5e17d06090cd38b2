import { reasonOf } from '../targets/target.ts';
import { toSentError } from './sent-error.ts';
import type { MessageFromWorker } from './worker-messages.ts';

/** An answer that comes later than this after the last one is not kept back: the next case may keep the thread busy for long. */
const TOGETHER_WITHIN_MS = 50;

/**
 * Sends answers to the thread that asked. Those of one turn of the event loop go together, as waking another thread takes longer than
 * writing a message to it.
 */
export class GatheredAnswers {
  /** The name of the target for messages. */
  targetName = 'the target';
  readonly #post: (answers: readonly MessageFromWorker[]) => void;
  #waiting: MessageFromWorker[] = [];
  #sentAt = Number.NEGATIVE_INFINITY;

  /** @param post Throws when there is something in the answers that is no data. */
  constructor(post: (answers: readonly MessageFromWorker[]) => void) {
    this.#post = post;
  }

  send(answer: MessageFromWorker): void {
    this.#waiting.push(answer);
    if (this.#waiting.length > 1) return;
    if (performance.now() - this.#sentAt > TOGETHER_WITHIN_MS) this.#sendWaiting();
    else setImmediate(() => this.#sendWaiting());
  }

  #sendWaiting(): void {
    const answers = this.#waiting;
    this.#waiting = [];
    this.#sentAt = performance.now();
    try {
      this.#post(answers);
    } catch {
      for (const answer of answers) this.#sendAlone(answer);
    }
  }

  /** An answer may have something in it that is no data, like a function that an adapter has put on its bill. */
  #sendAlone(answer: MessageFromWorker): void {
    try {
      this.#post([answer]);
    } catch (cause) {
      const message = `The answer of ${this.targetName} can't leave its thread: ${reasonOf(cause)}`;
      this.#post([{ id: answer.id, error: toSentError(new TypeError(message, { cause })) }]);
    }
  }
}
