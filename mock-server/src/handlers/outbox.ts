import type { Handlers } from './handler.ts';
import { rangeOf } from './page.ts';

type OutboxHandlers = Pick<Handlers, 'listOutbox' | 'deleteOutbox'>;

/** The outbox: messages that batch jobs would have sent. */
export const outboxHandlers: OutboxHandlers = {
  listOutbox({ uuid, query }, { outboxes }) {
    const messages = outboxes.list(uuid);
    const { start, end } = rangeOf(query, () => undefined);
    return { messages: messages.slice(start, end), totalItems: messages.length };
  },

  deleteOutbox: ({ uuid }, { outboxes }) => ({ deletedCount: outboxes.delete(uuid) }),
};
