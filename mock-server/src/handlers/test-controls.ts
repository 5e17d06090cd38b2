import { defectCalled } from '../defects/defect-called.ts';
import type { Handlers } from './handler.ts';

type TestControlHandlers = Pick<Handlers, 'resetAccount' | 'getRateLimitStatus' | 'setDefect' | 'clearDefect'>;

/** The mock's own controls. They are about one account, or about the whole server when none is named. */
export const testControlHandlers: TestControlHandlers = {
  resetAccount({ named }, { store, idempotencyKeys, outboxes, batches, rules, rateLimit }) {
    if (named === undefined) {
      for (const part of [store, idempotencyKeys, outboxes, batches, rules, rateLimit]) part.clear();
    } else {
      for (const part of [store, idempotencyKeys, outboxes, batches, rules]) part.delete(named);
      rateLimit.reset(named);
    }
    return {};
  },

  setDefect({ named, body }, { rules }) {
    const defect = defectCalled(body.name);
    rules.set(named, defect);
    const { name, sentence, section, rule } = defect;
    return { defect: { name, sentence, section, rule } };
  },

  clearDefect({ named }, { rules }) {
    if (named === undefined) rules.restart();
    else rules.delete(named);
    return {};
  },

  getRateLimitStatus: ({ named, address }, { rateLimit }) => rateLimit.status(address, named),
};
