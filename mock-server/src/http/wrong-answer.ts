import type { AppliedFault } from '../faults/fault-rule.ts';
import { inject } from '../faults/inject.ts';
import type { ServerState } from '../handlers/server-state.ts';
import type { Reply } from '../replies/reply.ts';
import type { Exchange } from './exchange.ts';

/** An operation that is to be answered wrongly. */
interface Wronged {
  readonly successStatus: number;
  /** Lets the operation take effect. */
  readonly run: () => Promise<Reply>;
}

/** Answers as a fault rule says, and names the rule in the answer. */
export async function answerWrongly(
  { response, found, headers }: Exchange,
  { successStatus, run }: Wronged,
  fault: AppliedFault,
  { faults }: Pick<ServerState, 'faults'>,
): Promise<Reply> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const { reply, isApplied } = await inject(fault, { successStatus, run, gone: gone.signal });
  if (!isApplied) {
    faults.putBack(fault);
    return reply;
  }
  found.faultId = fault.rule.faultId;
  headers['X-Injected-Fault'] = fault.rule.faultId;
  return reply;
}
