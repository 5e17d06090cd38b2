import type { Schema } from '@billing-testkit/contracts';
import type { BillingClient } from '../billing-client.ts';

/** The number of requests that are told. */
const MOST = 20;

/**
 * The newest requests of an account as a person reads them, a line for each: the calls of a failing test. Empty when the server has no
 * journal.
 */
export async function journalText({ testControls }: BillingClient): Promise<string> {
  try {
    const { totalItems } = await testControls.requests.list({ itemsPerPage: 1 });
    const page = Math.max(1, Math.ceil(totalItems / MOST));
    const { requests } = await testControls.requests.list({ page, itemsPerPage: MOST });
    return requests.map(lineOf).join('\n');
  } catch {
    return '';
  }
}

function lineOf(entry: Schema<'JournalEntry'>): string {
  const { method, target, status, latencyMs, requestBody, cut, faultId, isReplayed } = entry;
  const notes = [cut, faultId, isReplayed && 'replayed'].filter(Boolean).join(', ');
  const body = requestBody === '' ? '' : ` ${requestBody.slice(0, 200)}`;
  return `${method} ${target}${body} → ${status} in ${latencyMs} ms${notes === '' ? '' : ` (${notes})`}`;
}
