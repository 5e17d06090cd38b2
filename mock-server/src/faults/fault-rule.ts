import type { Schema } from '@billing-testkit/contracts';

/** A fault as it is asked for. */
export type Fault = Schema<'Fault'>;

/** A fault rule of an account, or of the whole server. It is plain data, so that it can be kept and put back. */
export interface FaultRule {
  readonly faultId: string;
  readonly fault: Fault;
  /** The number of requests to which it was applied. */
  appliedCount: number;
  /** The number of its chances that were drawn so far; 0 without a seed. */
  drawn: number;
}

/** A rule as it is applied to one request, with the latency that was drawn for it. */
export interface AppliedFault {
  readonly rule: FaultRule;
  readonly latencyMs: number;
}
