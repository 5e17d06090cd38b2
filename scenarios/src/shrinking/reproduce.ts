import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { MatrixRun } from '../runner/matrix-run.ts';
import type { Comparison } from '../runner/run-cell.ts';
import { cellsToShrink } from './cells-to-shrink.ts';
import { type ReplaySettings, replayCommand } from './replay-command.ts';
import type { Reproduction } from './reproduction.ts';
import { neutralCell, shrinkCell } from './shrink.ts';

export interface ReproduceOptions {
  readonly run: MatrixRun;
  /** None when nothing was diagnosed: then a cell of every first step is shrunk. */
  readonly diagnosis?: Diagnosis | undefined;
  /** The same as in the run. */
  readonly trial: Comparison;
  /** How the run was asked for. */
  readonly settings: ReplaySettings;
  /** Ends the search early, with the cells as plain as they are by then. */
  readonly signal: AbortSignal;
}

/** Makes wrong cells of a run as plain as they get, and says how to see them again. */
export async function reproduce(options: ReproduceOptions): Promise<Reproduction[]> {
  const { run, diagnosis, trial, settings, signal } = options;
  const neutral = neutralCell(trial.matrix.dimensions, run.dimensions);
  const reproductions = new Map<string, Reproduction>();
  for (const failing of cellsToShrink(run, diagnosis, neutral)) {
    const shrunk = await shrinkCell(trial, failing, neutral, signal);
    const essential = Object.keys(shrunk).filter((name) => shrunk[name] !== neutral[name]);
    const command = replayCommand(settings, trial.matrix, shrunk);
    const key = `${failing.stage} ${command}`;
    const { cell, stage } = failing;
    if (!reproductions.has(key)) reproductions.set(key, { cell, shrunk, essential, stage, command });
  }
  return [...reproductions.values()];
}
