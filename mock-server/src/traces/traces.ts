import type { IncomingMessage } from 'node:http';
import type { Account, Calculating, Trace } from '@billing-testkit/engine';
import type { TraceIds } from '../log/log.ts';

/** The month that is calculated, and the account, when it has one. */
export interface CalculationFacts {
  readonly account: string | undefined;
  readonly member: string;
  readonly month: string;
}

/** The traces of calculations. */
export interface Calculations {
  /** Makes a calculation, whose figures are told to the trace that it is given, if any. */
  traced<Result>(facts: CalculationFacts, calculate: (trace: Trace | undefined) => Result): Result;
  /** The function that traces each calculation of an account; `undefined` for a server that makes no traces. */
  ofAccount(account: Pick<Account, 'uuid' | 'member'>): Calculating | undefined;
}

/** Calculations of a server that makes no traces. */
export const untraced: Calculations = {
  traced: (_facts, calculate) => calculate(undefined),
  ofAccount: () => undefined,
};

/** The result of a request. */
export interface Outcome {
  readonly status: number;
  /** The code of a refusal. */
  readonly code?: string | undefined;
  readonly account?: string | undefined;
}

/** The trace of a request that is being answered. */
export interface RequestTrace {
  readonly ids: TraceIds;
  /** Names the operation, once it is known. */
  found(operation: { readonly operationId: string; readonly path: string }): void;
  /** Runs the task of the request. Calculations in it, and in the work that it continues later, are parts of the trace. */
  run<Result>(task: () => Result): Result;
  end(outcome: Outcome): void;
}

/** The traces that a server makes. */
export interface Traces extends Calculations {
  /** Begins the trace of a request, as a part of its caller's; `undefined` for a probe of the server's health or metrics. */
  begin(request: IncomingMessage, requestId: string): RequestTrace | undefined;
  /** Sends the traces that are left, as far as that is possible in the time. */
  close(timeoutMs: number): Promise<void>;
}
