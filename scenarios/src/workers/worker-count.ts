import { availableParallelism } from 'node:os';

/** The number of cells that a worker is started for. It takes as long to start as fewer cells take in the workers that there are. */
const CELLS_OF_A_WORKER = 250;

interface WorkToDo {
  /** The number of workers that was asked for. */
  readonly workers: number | undefined;
  /** The number of cells that run at a time. */
  readonly concurrency: number;
  /** The number of cells that are run. */
  readonly cells: number;
}

/** The number of workers: as asked for, else one for each core, or fewer for few cells. No worker is without a cell. */
export function workerCount({ workers, concurrency, cells }: WorkToDo): number {
  const wanted = workers ?? Math.min(availableParallelism(), Math.ceil(cells / CELLS_OF_A_WORKER));
  return Math.max(1, Math.min(wanted, concurrency, cells));
}
