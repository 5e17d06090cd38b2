import type { Policy } from '@billing-testkit/engine';
import type { Outcome } from '../cases/bill.ts';
import type { BillingCase } from '../cases/billing-case.ts';
import type { Cell } from '../matrices/matrix.ts';
import type { ResultWithEvidence } from '../runs/run-cell.ts';
import type { Target } from '../targets/target.ts';
import type { TargetOptions } from '../targets/target-options.ts';
import type { SentError } from './sent-error.ts';

/** The matrix and the target that a worker loads. */
export interface WorkerSettings {
  /** The name of the matrix, or the path of its module. */
  readonly matrix: string;
  /** `mock`, a URL, or the path of a module. */
  readonly target: string;
  readonly options: TargetOptions;
  /** The policy that bills; the standard one when absent. */
  readonly policy?: Policy;
  /** Whether a mock server runs in the thread of the worker, and not in one beside it. */
  readonly hasMockInside: boolean;
}

/** The facts about a target that other threads may know. */
export type AboutTarget = Pick<Target, 'name' | 'omits' | 'supports' | 'allowsCopies'>;

/** A result without its cell, which the asker knows. */
type SentResult<Result = ResultWithEvidence> = Result extends unknown ? Omit<Result, 'cell'> : never;

/** The calls of a worker, with their answers. */
interface WorkerCalls {
  /** Runs a cell. */
  runCell(asked: { readonly cell: Cell; readonly uuid: string }): SentResult;
  /** Has the target bill a case. */
  bill(asked: { readonly billingCase: BillingCase; readonly uuid: string }): Outcome;
  /** Releases the target's resources. */
  close(asked: null): null;
}

export type CallName = keyof WorkerCalls;
export type Asked<Name extends CallName> = Parameters<WorkerCalls[Name]>[0];
export type Answer<Name extends CallName> = ReturnType<WorkerCalls[Name]>;

/** A message to a worker. The answer to a call has its `id`. */
export type MessageToWorker = CallMessage | { readonly abort: number };

export type CallMessage = {
  readonly [Name in CallName]: { readonly id: number; readonly call: Name; readonly asked: Asked<Name> };
}[CallName];

/** The call that is made by starting a worker. Its answer is about the target, once this is ready. */
export const START = 0;

/** An answer of a worker: a call has come to an end. Those that come together are one message. */
export type MessageFromWorker =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: SentError };
