import type { GrowthCase } from './measure.ts';
import type { Answer, ServerProcess } from './server-process.ts';
import { accountWithOneOfAll, monthAt, type Names, type StateAccount } from './state-account.ts';
import { requestOf, type StateRequest, stateRequests } from './state-requests.ts';

/** The number of requests that is compared with four times as many. */
const REQUESTS = 300;

/** The calls that have to come first, by operation, so that the requests of a series are not refused. */
const before = new Map<string, (account: StateAccount) => Promise<unknown>>([
  ['refundPayment', (account) => account.ask('POST', '/billing/payments/2025-03', {})],
]);

/** The cases of every operation that adds or changes something: n and 4n requests one after another, whose costs are added up. */
export function seriesGrowth(server: ServerProcess): GrowthCase[] {
  const byOperation = new Map(stateRequests.filter(changesSomething).map((one) => [one.operation.operationId, one]));
  return [...byOperation.values()].map((request) => ({
    operationId: request.label,
    grows: 'requests one after another',
    allowed: 'linear',
    sizes: [REQUESTS],
    send: (count) => seriesOf(request, count, server),
  }));
}

function changesSomething({ operation, hasUuid }: StateRequest): boolean {
  const isMore = operation.method === 'POST' || operation.method === 'PUT';
  return isMore && operation.operationId !== 'resetAccount' && (hasUuid || operation.account === 'none');
}

async function seriesOf(request: StateRequest, count: number, server: ServerProcess): Promise<Answer> {
  await server.ask('POST', '/test/reset');
  const { account, names } = await accountWithOneOfAll(server, 'growing');
  await before.get(request.operation.operationId)?.(account);
  let ms = 0;
  let answer: Answer = { ms, status: 0, text: '' };
  for (let index = 0; index < count; index += 1) {
    answer = await server.send(requestOf(request, { ...names, ...namesOf(request, index) }, []));
    ms += answer.ms;
  }
  return { ...answer, ms };
}

/** The names of the index-th request of a series: each request is about another month or coupon. */
function namesOf({ operation: { operationId } }: StateRequest, index: number): Names {
  if (operationId === 'assignContract') return { monthFrom: monthAt(index) };
  return { couponCode: `code-${index}` };
}
