import type { TargetConnection } from '../accounts/account-api.ts';
import type { Workload } from '../requests/workloads.ts';

/** The settings of a run. Times are in milliseconds. */
export interface RunSettings {
  readonly workloads: readonly Workload[];
  /** The requests a second of the load at a constant rate. */
  readonly rate: number;
  /** The time of the load at a constant rate. */
  readonly durationMs: number;
  /** The time of each round at full speed. */
  readonly roundMs: number;
  /** The number of rounds at full speed, of each server; 0 leaves them out. */
  readonly rounds: number;
  readonly connections: number;
  readonly accounts: number;
  readonly maxRequests: number;
  readonly seed: number;
  /** Whether the accounts stay. */
  readonly keepsAccounts: boolean;
}

/** The server that is measured. */
export interface MeasuredTarget extends TargetConnection {
  /** Whether this run started it. */
  readonly isOwn: boolean;
  /** Whether the rate limit itself is tested, so that an answer 429 is an answer. */
  readonly isLimitTested: boolean;
  /** Its memory in bytes, when it is known. */
  readonly memoryBytes?: (() => number) | undefined;
  /** Whether its process has ended. */
  readonly hasEnded?: (() => boolean) | undefined;
}

/** The progress of a run. */
export interface Progress {
  readonly workload: string;
  readonly phase: string;
  readonly elapsedMs: number;
  /** The time that the phase takes; absent when it takes as long as it takes. */
  readonly totalMs?: number | undefined;
  readonly succeeded: number;
  readonly limited: number;
  readonly failed: number;
  readonly p99Ms: number;
}

export type OnProgress = (progress: Progress) => void;
