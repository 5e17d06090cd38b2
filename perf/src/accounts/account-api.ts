import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { BillingClient, type CallOptions } from '@billing-testkit/sdk';

/** The target: its URL, and the headers and the time limit of every request. */
export interface TargetConnection {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** A client of one account, and the options of its calls. */
export interface AccountApi {
  readonly uuid: string;
  readonly member: string;
  readonly client: BillingClient;
  readonly options: CallOptions;
}

/** The members that accounts are created of, in turns: four currencies and as many ways to round. */
const members = ['kr', 'jp', 'us', 'eu'] as const;

/**
 * Clients of new accounts, `perf-<run>-<workload>-1` and so on, which share their connections. Throws a `TypeError` or `RangeError`
 * for a connection that no client can work with.
 */
export function accountApis(
  { url, headers, timeoutMs }: TargetConnection,
  name: string,
  count: number,
): readonly AccountApi[] {
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  return Array.from({ length: count }, (_, index) => {
    const uuid = `perf-${name}-${index + 1}`;
    const member = members[index % members.length] ?? members[0];
    return { uuid, member, client: new BillingClient({ baseUrl: url, uuid, timeoutMs, agents }), options: { headers } };
  });
}

/** Calls `act` for each item, for some of them at a time. Rejects with the first error, and begins no more. */
export async function forEachAtOnce<Item>(items: readonly Item[], act: (item: Item, index: number) => Promise<void>) {
  const waiting = items.entries();
  const worker = async () => {
    for (const [index, item] of waiting) await act(item, index);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
}

const AT_ONCE = 8;
