import { counted, durationText, grouped } from '../reports/summary/wording.ts';
import { doneIn, type Progress } from '../runs/results.ts';

/** The stream on which progress is shown. */
export interface ProgressOutput {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const REDRAW_MS = 100;
const LINE_MS = 10_000;
const LINE_SHARE = 0.1;
/** The lines of a short run would be more than its report. */
const LEAST_LINE_MS = 1_000;
const ERASE_LINE = '\r\u001B[2K';
const DEFAULT_COLUMNS = 80;

/**
 * Shows how far a run is. On a terminal that is one line, which is drawn anew. Elsewhere a line is added every ten seconds or ten
 * per cent, but not more than one a second.
 */
export class ProgressMeter {
  readonly #output: ProgressOutput;
  readonly #isLive: boolean;
  #shownMs = 0;
  #shownShare = 0;

  constructor(output: ProgressOutput, isCi: boolean) {
    this.#output = output;
    this.#isLive = output.isTTY === true && !isCi;
  }

  show(progress: Progress): void {
    const share = doneIn(progress) / progress.total;
    if (this.#isLive) {
      this.#redraw(progress);
    } else if (share < 1 && this.#isWorthALine(progress, share)) {
      this.#shownShare = share;
      this.#output.write(`${lineOf(progress)}\n`);
    }
  }

  /** Takes the line away, to make room for the next output. */
  clear(): void {
    if (this.#isLive) this.#output.write(ERASE_LINE);
  }

  #redraw(progress: Progress): void {
    if (progress.elapsedMs - this.#shownMs < REDRAW_MS) return;
    this.#shownMs = progress.elapsedMs;
    const { columns = 0 } = this.#output;
    const room = (columns > 0 ? columns : DEFAULT_COLUMNS) - 1;
    this.#output.write(`${ERASE_LINE}${lineOf(progress).slice(0, room)}`);
  }

  #isWorthALine({ elapsedMs }: Progress, share: number): boolean {
    const passedMs = elapsedMs - this.#shownMs;
    const isDue = passedMs >= LINE_MS || (passedMs >= LEAST_LINE_MS && share - this.#shownShare >= LINE_SHARE);
    if (isDue) this.#shownMs = elapsedMs;
    return isDue;
  }
}

/** The progress as a line like `1 500 of 27 000 cells, 310 a second, 2 differ, 0 failed, 1 min 22 s left`. */
function lineOf(progress: Progress): string {
  const { total, counts, elapsedMs } = progress;
  const done = doneIn(progress);
  const perSecond = done / (elapsedMs / 1000);
  return [
    `${grouped(done)} of ${counted(total, 'cell')}`,
    `${grouped(Math.round(perSecond))} a second`,
    `${grouped(counts.differs)} differ`,
    `${grouped(counts.failed)} failed`,
    ...(counts.skipped > 0 ? [`${grouped(counts.skipped)} skipped`] : []),
    ...(done < total ? [`${durationText(((total - done) / perSecond) * 1000)} left`] : []),
  ].join(', ');
}
