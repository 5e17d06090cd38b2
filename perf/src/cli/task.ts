import type { ScriptName } from '../requests/script-names.ts';
import type { Workload } from '../requests/workloads.ts';

/** Options that all commands have. Times are in milliseconds. */
export interface TargetOptions {
  /** The address of the target; the command starts a mock server when absent. */
  readonly target?: string;
  readonly allowRemote?: true;
  readonly header?: Readonly<Record<string, string>>;
  readonly timeout: number;
  readonly rateLimit?: number;
  readonly budgets?: string;
  readonly json?: string;
  readonly html?: string;
}

export interface RunOptions extends TargetOptions {
  readonly workloads: readonly Workload[];
  readonly rate: number;
  readonly duration: number;
  readonly round: number;
  readonly rounds: number;
  readonly connections: number;
  readonly accounts: number;
  readonly maxRequests: number;
  readonly seed: number;
  readonly keepAccounts?: boolean;
  readonly compare?: string;
}

export interface K6Options extends TargetOptions {
  readonly rate?: number;
  readonly duration?: number;
  readonly accounts?: number;
}

/** The task of a command line. */
export type Task =
  | { readonly command: 'run'; readonly options: RunOptions }
  | { readonly command: 'k6'; readonly script: ScriptName; readonly options: K6Options };
