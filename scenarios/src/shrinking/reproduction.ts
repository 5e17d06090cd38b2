import type { Stage } from '../bill/figures.ts';
import type { Cell } from '../matrix/matrix.ts';

/** A cell whose bill is wrong, as plain as it gets, and how to see it again. */
export interface Reproduction {
  /** The one that was seen. */
  readonly cell: Cell;
  /** With as many neutral values as possible; its bill is still wrong in the same step. */
  readonly shrunk: Cell;
  /** The dimensions whose values are not the neutral ones. */
  readonly essential: readonly string[];
  /** The first step whose figures differ. */
  readonly stage: Stage;
  /** The command line that runs the shrunk cell. */
  readonly command: string;
}
