import type { ReceivedReading } from '../model/received-reading.ts';
import type { RecordedReading } from './recorded-reading.ts';

/** A reading that was recorded. Its place in the order of receipt is the number of its id. */
export type Received = ReceivedReading<RecordedReading>;

const MOST_IN_CHUNK = 1024;

/**
 * Readings in the order of receipt, in chunks. A page is found by the sizes of the chunks, and taking out a reading moves only
 * the readings of its chunk; neither goes through all readings.
 */
export class ReceivedReadings {
  /** No chunk is empty. */
  #chunks: Received[][] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds a reading that was received after all others. */
  append(received: Received): void {
    this.#size += 1;
    const last = this.#chunks.at(-1);
    if (last && last.length < MOST_IN_CHUNK) last.push(received);
    else this.#chunks.push([received]);
  }

  /** The reading with that place in the order of receipt. */
  get(order: number): Received | undefined {
    const chunk = this.#chunks[this.#chunkAfter(order - 1)] ?? [];
    const received = chunk[firstIndex(chunk.length, (at) => (chunk[at]?.order ?? 0) >= order)];
    return received?.order === order ? received : undefined;
  }

  some(isMeant: (received: Received) => boolean): boolean {
    return this.#chunks.some((chunk) => chunk.some(isMeant));
  }

  all(): Received[] {
    return this.#chunks.flat();
  }

  /** Takes readings out. It goes through the chunks that they are in. */
  delete(gone: ReadonlySet<Received>): void {
    const touched = new Set(Array.from(gone, ({ order }) => this.#chunkAfter(order - 1)));
    for (const index of touched) {
      const chunk = this.#chunks[index] ?? [];
      const kept = chunk.filter((received) => !gone.has(received));
      this.#chunks[index] = kept;
      this.#size -= chunk.length - kept.length;
    }
    if (touched.size > 0) this.#chunks = joined(this.#chunks);
  }

  /** The readings without the first `offset` ones. */
  from(offset: number): Iterable<RecordedReading> {
    let [index, left] = [0, offset];
    for (let chunk = this.#chunks[0]; chunk && chunk.length <= left; chunk = this.#chunks[index]) {
      left -= chunk.length;
      index += 1;
    }
    return this.#readings(index, left);
  }

  /** The readings received after `order`, whether or not the one with that order is still there. */
  after(order: number): Iterable<RecordedReading> {
    const index = this.#chunkAfter(order);
    const chunk = this.#chunks[index] ?? [];
    return this.#readings(
      index,
      firstIndex(chunk.length, (at) => (chunk[at]?.order ?? 0) > order),
    );
  }

  *#readings(index: number, start: number): Generator<RecordedReading> {
    let position = start;
    for (let at = index; at < this.#chunks.length; at += 1) {
      for (const { reading } of this.#chunks[at]?.slice(position) ?? []) yield reading;
      position = 0;
    }
  }

  /** The index of the first chunk in which something was received after `order`. */
  #chunkAfter(order: number): number {
    return firstIndex(this.#chunks.length, (index) => (this.#chunks[index]?.at(-1)?.order ?? 0) > order);
  }
}

/** The chunks without empty ones. Neighbours that together fill half a chunk become one, so that few readings are few chunks. */
function joined(chunks: readonly Received[][]): Received[][] {
  const kept: Received[][] = [];
  for (const chunk of chunks) {
    const last = kept.at(-1);
    if (chunk.length === 0) continue;
    if (last && last.length + chunk.length <= MOST_IN_CHUNK / 2) last.push(...chunk);
    else kept.push(chunk);
  }
  return kept;
}

/** The first index below `count` for which `holds`, given that it holds for all later ones too; `count` when there is none. */
function firstIndex(count: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
