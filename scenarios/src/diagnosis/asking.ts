import { randomUUID } from 'node:crypto';
import type { Reference } from '../cases/reference.ts';
import { runCell } from '../runs/run-cell.ts';
import type { Target } from '../targets/target.ts';
import type { AskableCell } from './figure-cells.ts';
import type { Observation } from './observation.ts';

/** The number of further cells that a diagnosis may ask a target. */
const MAX_CELLS = 50;

/** A target that fails so often in a row is not asked any more. */
const MAX_FAILURES = 3;

/** A target that further cells can be asked of. */
export class Asking {
  readonly target: Target;
  readonly reference: Reference;
  /** The cells that were asked and have a bill. */
  readonly observations: Observation[] = [];
  readonly #signal: AbortSignal;
  #left = MAX_CELLS;
  #failedInARow = 0;

  constructor(target: Target, reference: Reference, signal: AbortSignal) {
    this.target = target;
    this.reference = reference;
    this.#signal = signal;
  }

  /** Whether no more cells may be asked. */
  get isOver(): boolean {
    return this.#left <= 0 || this.#failedInARow >= MAX_FAILURES || this.#signal.aborted;
  }

  /** Asks for a cell. Undefined when there is no bill to compare. */
  async ask({ matrix, cell, outcomes }: AskableCell): Promise<Observation | undefined> {
    this.#left -= 1;
    const { target, reference } = this;
    const context = { uuid: `further-${randomUUID()}`, signal: this.#signal };
    const result = await runCell({ matrix, target, reference }, cell, context);
    this.#failedInARow = result.verdict === 'failed' ? this.#failedInARow + 1 : 0;
    if (result.verdict !== 'agrees' && result.verdict !== 'differs') return undefined;
    const observation = { result, outcomes, omits: target.omits ?? [] };
    this.observations.push(observation);
    return observation;
  }
}
