import type { Schema } from '@billing-testkit/contracts';
import { briefInstant, type TimelineEntry } from '@billing-testkit/engine';

/** An event of an account, as CloudEvents 1.0 has it in JSON. `number` is its number among the events of the account. */
export function billingEvent(uuid: string, number: number, entry: TimelineEntry): Schema<'BillingEvent'> {
  const { at, kind, ...facts } = entry;
  return {
    specversion: '1.0',
    id: `event-${uuid}-${number}`,
    source: `/billing/accounts/${uuid}`,
    type: kind,
    subject: facts.paymentId ?? facts.creditId ?? facts.statementId ?? uuid,
    time: briefInstant(at),
    datacontenttype: 'application/json',
    data: { uuid, ...facts },
  };
}
