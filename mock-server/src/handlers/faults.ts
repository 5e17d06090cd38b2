import type { Schema } from '@billing-testkit/contracts';
import { Refusal } from '../errors/refusal.ts';
import type { FaultRule } from '../faults/fault-rule.ts';
import { isWithoutBody } from '../faults/inject.ts';
import type { Handlers } from './handler.ts';
import { checkOperationId } from './known-operations.ts';

type FaultHandlers = Pick<Handlers, 'listFaults' | 'addFault' | 'deleteFaults'>;

/** The rules by which answers go wrong. */
export const faultHandlers: FaultHandlers = {
  listFaults: ({ namedUuid }, { faults }) => ({ faults: faults.list(namedUuid).map(toWireFault) }),

  addFault({ namedUuid, body }, state) {
    const { operationId, latencyMs, status, body: answer, cut } = body;
    if (operationId !== undefined) checkOperationId(operationId, '/operationId', state);
    if ([latencyMs, status, answer, cut].every((part) => part === undefined)) {
      throw Refusal.ofField('VALIDATION_ERROR', '', 'must have latencyMs, status, body or cut: else it does nothing');
    }
    if (answer !== undefined && status !== undefined && isWithoutBody(status)) {
      const message = `must not be there: an answer with the status ${status} has no body`;
      throw Refusal.ofField('VALIDATION_ERROR', '/body', message);
    }
    if (typeof latencyMs === 'object' && latencyMs.min > latencyMs.max) {
      throw Refusal.ofField('VALIDATION_ERROR', '/latencyMs/max', `must be >= ${latencyMs.min}, which is the min`);
    }
    return { fault: toWireFault(state.faults.add(namedUuid, body)) };
  },

  deleteFaults({ namedUuid, query: { faultId } }, { faults }) {
    if (faultId === undefined) return { deletedCount: faults.delete(namedUuid) };
    if (!faults.deleteOne(namedUuid, faultId)) throw Refusal.notFound(`fault rule ${faultId}`);
    return { deletedCount: 1 };
  },
};

function toWireFault({ faultId, fault, appliedCount }: FaultRule): Schema<'FaultRule'> {
  return { ...fault, faultId, probability: fault.probability ?? 1, after: fault.after ?? false, appliedCount };
}
