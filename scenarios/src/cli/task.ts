import type { Month } from '@billing-testkit/engine';
import type { Via } from '../cases/reference.ts';
import type { Coverage } from '../matrices/coverage.ts';
import type { Shard } from '../matrices/shard.ts';

/** The reports that are written besides the terminal's. */
export interface ReportOptions {
  readonly json?: string;
  readonly junit?: string;
  readonly html?: string;
  readonly github?: boolean;
}

/** The end of a run, or of merged ones. */
export interface MergeOptions extends ReportOptions {
  /** Whether the run is a success also when less than half of the bills could be compared. */
  readonly allowSkipped?: true;
}

/** The target, and how it is asked. */
export interface TargetSettings {
  /** `mock`, a URL, or the path of a module. */
  readonly target: string;
  readonly via: Via;
  /** The time for one request, in milliseconds. */
  readonly timeout: number;
  readonly header?: Readonly<Record<string, string>>;
  readonly keepAccounts?: true;
  /** The names of the mock's defects. */
  readonly defect?: readonly string[];
}

export interface RunSettings extends TargetSettings, MergeOptions {
  readonly members?: string;
  readonly months?: readonly Month[];
  readonly catalog?: string;
  readonly coverage: Coverage;
  readonly seed: number;
  readonly filter?: string;
  readonly shard?: Shard;
  readonly bail?: number;
  readonly concurrency?: number;
  readonly workers?: number;
  readonly diagnosis: boolean;
  readonly writeTest?: string;
}

export interface FitTaskOptions extends TargetSettings {
  /** The file that the catalog is written to. */
  readonly write: string;
  /** The file of the catalog that the fit begins with; the built-in one when absent. */
  readonly catalog?: string;
  /** Members of the catalog, or with their currency, like `sg:SGD`. */
  readonly members?: readonly string[];
  readonly counters?: readonly string[];
  readonly concurrency?: number;
  /** The time for all of it, in milliseconds. */
  readonly within: number;
}

export interface DefectsOptions {
  /** The file of the catalog whose mistakes are tried; the built-in one when absent. */
  readonly catalog?: string;
  /** Whether each defect is diagnosed, too, to see how well the diagnosis names it. */
  readonly diagnosis?: boolean;
}

/** A task of the command line. */
export type Task =
  | { readonly command: 'run'; readonly matrix: string | undefined; readonly options: RunSettings }
  | { readonly command: 'merge'; readonly files: readonly string[]; readonly options: MergeOptions }
  | { readonly command: 'defects'; readonly matrices: readonly string[]; readonly options: DefectsOptions }
  | { readonly command: 'fit'; readonly options: FitTaskOptions }
  | { readonly command: 'list' };
