import type { ApiClient } from '../api-client.ts';
import type { LifeStep } from './life.ts';

/** What the server answered to a step. */
export interface LifeAnswer {
  readonly asked: LifeStep;
  readonly status: number;
  readonly body: unknown;
  readonly isReplayed: boolean;
}

/** Sends a step of the account's life. Requests that are equal have equal ids, so that their answers can be compared whole. */
export async function live(api: ApiClient, uuid: string, asked: LifeStep): Promise<LifeAnswer> {
  const { operationId, request }: LifeStep = JSON.parse(JSON.stringify(asked).replaceAll('<uuid>', uuid));
  const isNamed = operationId !== 'createAccount' && operationId !== 'getAccount';
  const headers = { ...request.headers, 'x-request-id': 'life' };
  const answer = await api.send(operationId, { ...request, ...(isNamed && { uuid }), headers });
  return { asked, status: answer.status, body: answer.body, isReplayed: answer.headers.has('idempotency-replayed') };
}

export async function liveAll(api: ApiClient, uuid: string, steps: readonly LifeStep[]): Promise<LifeAnswer[]> {
  const answers: LifeAnswer[] = [];
  for (const step of steps) answers.push(await live(api, uuid, step));
  return answers;
}
