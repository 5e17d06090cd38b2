import { defectCalled } from '../defects/defect-called.ts';
import { setUpState, tearDownState } from '../provider-states/provider-states.ts';
import { accountParts } from './account-parts.ts';
import type { Handlers } from './handler.ts';
import type { ServerState } from './server-state.ts';

type TestControlHandlers = Pick<
  Handlers,
  'resetAccount' | 'getRateLimitStatus' | 'setDefect' | 'clearDefect' | 'changeProviderState'
>;

/** The mock's own controls. They are about one account, or about the whole server when none is named. */
export const testControlHandlers: TestControlHandlers = {
  resetAccount({ namedUuid }, state) {
    if (namedUuid === undefined) resetAll(state);
    else resetOne(namedUuid, state);
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

/** Brings everything back to the state in which the server was started. */
function resetAll(state: ServerState): void {
  for (const part of [...accountParts(state), state.rateLimit]) part.clear();
  state.fixtures.makeAll();
}

/** Brings an account of the fixtures back to its state at the start. When it can't be made any more, nothing is left of it. */
function resetOne(uuid: string, state: ServerState): void {
  const forget = () => {
    for (const part of accountParts(state)) part.delete(uuid);
  };
  forget();
  state.rateLimit.reset(uuid);
  try {
    state.fixtures.make(uuid);
  } catch (error) {
    forget();
    throw error;
  }
}
