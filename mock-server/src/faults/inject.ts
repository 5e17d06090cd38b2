import { setTimeout as wait } from 'node:timers/promises';
import type { Reply } from '../replies/reply.ts';
import { SUCCESS_HEADER } from '../replies/success.ts';
import type { AppliedFault, Fault } from './fault-rule.ts';

/** The time in which a slow body is sent when a rule names none, in milliseconds. */
const SLOW_MS = 1_000;

const PAYMENT_DECLINED = 402;
const WITHOUT_BODY = [204, 205, 304];

/** Whether HTTP knows no body of an answer with this status. */
export function isWithoutBody(status: number): boolean {
  return WITHOUT_BODY.includes(status);
}

interface Operation {
  readonly successStatus: number;
  /** Lets the operation take effect. */
  readonly run: () => Promise<Reply>;
  /** Ends the waiting: nobody waits for the answer any more. */
  readonly gone: AbortSignal;
}

/** The answer of an operation that goes wrong by a rule. It never takes effect in part: either whole, or not at all. */
export async function inject({ rule, latencyMs }: AppliedFault, operation: Operation): Promise<InjectedReply> {
  const { fault } = rule;
  const instead = fault.after || isDelay(fault) ? undefined : madeReply(rule.faultId, fault, operation.successStatus);
  if (!fault.after) await pause(fault, latencyMs, operation.gone);
  const reply = instead ?? (await operation.run());
  if (fault.after && !tookEffect(reply)) return { reply, isApplied: false };
  if (fault.after) await pause(fault, latencyMs, operation.gone);
  const answer = fault.after && isMade(fault) ? madeReply(rule.faultId, fault, operation.successStatus) : reply;
  return { reply: { ...answer, ...cutOf(fault, latencyMs) }, isApplied: true };
}

/** An answer, and whether the rule was applied to it. A rule for after the operation is not when the operation was refused. */
export interface InjectedReply {
  readonly reply: Reply;
  readonly isApplied: boolean;
}

/** Whether the rule only delays an answer, and leaves it as it is. */
function isDelay(fault: Fault): boolean {
  return !isMade(fault) && (fault.cut === undefined || fault.cut === 'slow');
}

/** Whether the rule makes the answer. */
function isMade({ status, body }: Fault): boolean {
  return status !== undefined || body !== undefined;
}

/** A declined payment took effect, too: it made the month `FAILED`. */
function tookEffect({ status }: Reply): boolean {
  return status < 400 || status === PAYMENT_DECLINED;
}

async function pause({ cut }: Fault, latencyMs: number, gone: AbortSignal): Promise<void> {
  if (latencyMs === 0 || cut === 'slow') return;
  await wait(latencyMs, undefined, { signal: gone }).catch(() => undefined);
}

function madeReply(faultId: string, { status, body }: Fault, successStatus: number): Reply {
  const sent = status ?? (body === undefined ? 500 : successStatus);
  if (isWithoutBody(sent)) return { status: sent, text: '' };
  if (body !== undefined) return { status: sent, text: JSON.stringify(body), isVerbatim: true };
  if (sent < 400) return { status: sent, text: `{"header":${SUCCESS_HEADER}}` };
  const header = {
    isSuccessful: false,
    resultCode: sent,
    resultMessage: `The fault rule ${faultId} gives this answer.`,
  };
  return { status: sent, text: JSON.stringify({ header, error: 'INJECTED_FAULT', details: [] }) };
}

function cutOf({ cut }: Fault, latencyMs: number): Pick<Reply, 'cut' | 'slowMs'> {
  if (cut === undefined) return {};
  return cut === 'slow' ? { cut, slowMs: latencyMs || SLOW_MS } : { cut };
}
