import type { Handlers } from '../http/handler.ts';

type TestControlHandlers = Pick<Handlers, 'resetAccount' | 'getRateLimitStatus'>;

/** The mock's own controls: of one account, or of the whole server when none is named. */
export const testControlHandlers: TestControlHandlers = {
  resetAccount({ named }, { store, sessions, batches, rateLimit }) {
    if (named === undefined) {
      for (const part of [store, sessions, batches, rateLimit]) part.clear();
    } else {
      for (const part of [store, sessions, batches]) part.delete(named);
      rateLimit.reset(named);
    }
    return {};
  },

  getRateLimitStatus: ({ named, address }, { rateLimit }) => rateLimit.status(address, named),
};
