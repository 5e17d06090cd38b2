import type { ApiClient } from '../api-client.ts';
import type { LifeStep } from './life.ts';

/** The server's answer to a step. */
export interface LifeAnswer {
  readonly asked: LifeStep;
  readonly status: number;
  readonly body: unknown;
  readonly isReplayed: boolean;
  /** The number of requests that the rate limit leaves; `undefined` when that is not counted for the account. */
  readonly remaining: number | undefined;
}

/** The operations that no `uuid` is sent with. They count for the address. */
const ofNoAccount: ReadonlySet<LifeStep['operationId']> = new Set(['createAccount', 'getAccount', 'deleteAccount']);

/** The part of the journal that goes by the time of the machine. */
const ofMachine: ReadonlySet<string> = new Set(['receivedAt', 'latencyMs']);

/** Sends a step of the account's life. Requests that are equal have equal ids, so that their answers can be compared whole. */
export async function live(api: ApiClient, uuid: string, asked: LifeStep): Promise<LifeAnswer> {
  const { operationId, request }: LifeStep = JSON.parse(JSON.stringify(asked).replaceAll('<uuid>', uuid));
  const isNamed = !ofNoAccount.has(operationId);
  const headers = { ...request.headers, 'x-request-id': 'life' };
  const answer = await api.send(operationId, { ...request, ...(isNamed && { uuid }), headers });
  const body: unknown = JSON.parse(
    JSON.stringify(answer.body, (name, value) => (ofMachine.has(name) ? undefined : value)),
  );
  const remaining = answer.headers.get('ratelimit-remaining');
  return {
    asked,
    status: answer.status,
    body,
    isReplayed: answer.headers.has('idempotency-replayed'),
    remaining: isNamed && remaining !== null ? Number(remaining) : undefined,
  };
}

export async function liveAll(api: ApiClient, uuid: string, steps: readonly LifeStep[]): Promise<LifeAnswer[]> {
  const answers: LifeAnswer[] = [];
  for (const step of steps) answers.push(await live(api, uuid, step));
  return answers;
}
