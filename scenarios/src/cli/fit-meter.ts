import type { FitProgress } from '../fitting/catalog-fit.ts';
import { counted } from '../reports/summary/wording.ts';
import type { ProgressOutput } from './progress-meter.ts';

const LINE_MS = 5_000;
const REDRAW_MS = 100;
const ERASE_LINE = '\r\u001B[2K';
const DEFAULT_COLUMNS = 80;

/** Shows the progress of a fit: on a terminal in one line that is drawn anew, elsewhere in a line every few seconds. */
export class FitMeter {
  readonly #output: ProgressOutput;
  readonly #isLive: boolean;
  #shownAt = performance.now();

  constructor(output: ProgressOutput, isCi: boolean) {
    this.#output = output;
    this.#isLive = output.isTTY === true && !isCi;
  }

  show({ doing, asked }: FitProgress): void {
    const now = performance.now();
    if (now - this.#shownAt < (this.#isLive ? REDRAW_MS : LINE_MS)) return;
    this.#shownAt = now;
    const text = `${doing}: ${counted(asked, 'bill')} so far`;
    const { columns = 0 } = this.#output;
    const room = (columns > 0 ? columns : DEFAULT_COLUMNS) - 1;
    this.#output.write(this.#isLive ? `${ERASE_LINE}${text.slice(0, room)}` : `${text}\n`);
  }

  /** Takes the line away, to make room for the next output. */
  clear(): void {
    if (this.#isLive) this.#output.write(ERASE_LINE);
  }
}
