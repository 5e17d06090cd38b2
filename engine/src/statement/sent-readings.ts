import type { ReadingList, ReceivedReading } from '../model/received-reading.ts';
import type { Reading } from '../model/statement-input.ts';
import { receive } from './check-reading.ts';

/**
 * Readings as they were sent. Each is received when it is asked for, and nothing of it is kept: a million take no more memory than
 * they have already. Asking for one that has a mistake throws; `checkStatementInput` tells the mistake.
 */
export class SentReadings implements ReadingList {
  readonly #sent: readonly Reading[];

  constructor(sent: readonly Reading[]) {
    this.#sent = sent;
  }

  get length(): number {
    return this.#sent.length;
  }

  at(place: number): ReceivedReading {
    const reading = this.#sent[place];
    const received = reading && receive(reading, place);
    if (!received) throw new RangeError(`The reading ${place} is wrong.`);
    return received;
  }

  sentAt(place: number): Reading | undefined {
    return this.#sent[place];
  }
}
