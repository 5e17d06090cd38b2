import { defectCalled } from '../defects/defect-called.ts';
import { setUpState, tearDownState } from '../provider-states/provider-states.ts';
import { accountParts } from './account-parts.ts';
import type { Handlers } from './handler.ts';

type TestControlHandlers = Pick<
  Handlers,
  'resetAccount' | 'getRateLimitStatus' | 'setDefect' | 'clearDefect' | 'changeProviderState'
>;

/** The mock's own controls. They are about one account, or about the whole server when none is named. */
export const testControlHandlers: TestControlHandlers = {
  resetAccount({ namedUuid }, state) {
    if (namedUuid === undefined) {
      for (const part of [...accountParts(state), state.rateLimit]) part.clear();
    } else {
      for (const part of accountParts(state)) part.delete(namedUuid);
      state.rateLimit.reset(namedUuid);
    }
    return {};
  },

  setDefect({ namedUuid, body }, { store, rules }) {
    const defect = defectCalled(body.name, store.circumstancesOf(namedUuid).policy);
    rules.set(namedUuid, defect);
    const { name, sentence, section, rule } = defect;
    return { defect: { name, sentence, section, rule } };
  },

  clearDefect({ namedUuid }, { rules }) {
    if (namedUuid === undefined) rules.restart();
    else rules.delete(namedUuid);
    return {};
  },

  changeProviderState({ body }, state) {
    if (body.action !== 'teardown') return setUpState(body, state);
    tearDownState(body, state);
    return {};
  },

  getRateLimitStatus: ({ namedUuid, address }, { rateLimit }) => rateLimit.status({ namedUuid, address }),
};
