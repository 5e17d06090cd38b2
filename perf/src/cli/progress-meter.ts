import { milliseconds, seconds, whole } from '../results/figures.ts';
import type { Progress } from '../runs/run-settings.ts';

/** The stream on which progress is shown. */
export interface ProgressOutput {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const LINE_MS = 10_000;
const ERASE_LINE = '\r\u001B[2K';
const DEFAULT_COLUMNS = 80;

/**
 * Shows how far a run is. On a terminal that is one line, which is drawn anew. Elsewhere a line is added for each phase, and every ten
 * seconds.
 */
export class ProgressMeter {
  readonly #output: ProgressOutput;
  readonly #isLive: boolean;
  #phase = '';
  #shownMs = 0;

  constructor(output: ProgressOutput, isCi: boolean) {
    this.#output = output;
    this.#isLive = output.isTTY === true && !isCi;
  }

  show(progress: Progress): void {
    if (this.#isLive) {
      const { columns = 0 } = this.#output;
      const room = (columns > 0 ? columns : DEFAULT_COLUMNS) - 1;
      this.#output.write(`${ERASE_LINE}${lineOf(progress).slice(0, room)}`);
      return;
    }
    const phase = `${progress.workload} ${progress.phase}`;
    if (phase === this.#phase && progress.elapsedMs - this.#shownMs < LINE_MS) return;
    this.#phase = phase;
    this.#shownMs = progress.elapsedMs;
    this.#output.write(`${lineOf(progress)}\n`);
  }

  /** Takes the line away, to make room for the next output. */
  clear(): void {
    if (this.#isLive) this.#output.write(ERASE_LINE);
  }
}

/** The progress as a line like `ingest, 500/s: 4.2 s of 10 s, 2 104 answered, p99 3.1 ms, 0 failed`. */
function lineOf({ workload, phase, elapsedMs, totalMs, succeeded, limited, failed, p99Ms }: Progress): string {
  const name = `${workload}, ${phase}`;
  if (totalMs === undefined) return name;
  if (succeeded + limited + failed === 0) return `${name}: ${seconds(totalMs)}`;
  const facts = [
    `${seconds(Math.min(elapsedMs, totalMs))} of ${seconds(totalMs)}`,
    `${whole(succeeded)} answered`,
    `p99 ${milliseconds(p99Ms)}`,
    ...(limited > 0 ? [`${whole(limited)} limited (429)`] : []),
    `${whole(failed)} failed`,
  ];
  return `${name}: ${facts.join(', ')}`;
}
