import { Refusal } from '../errors/refusal.ts';
import { MAX_FILE_KIBIBYTES } from '../fixtures/file-size.ts';
import { fixtureOf } from '../fixtures/fixture-of.ts';
import type { Handlers } from './handler.ts';

/** The account as a file that a server is started with. */
export const fixtureHandlers: Pick<Handlers, 'getFixture'> = {
  getFixture({ uuid }, { store, clocks, rules }) {
    const { now, isStopped } = clocks.of(uuid);
    const { defaultPriority } = store.circumstancesOf(uuid).policy.adjustments;
    const settings = { stoppedAt: isStopped ? now : undefined, defect: rules.defectOf(uuid), defaultPriority };
    const fixtures = { accounts: [fixtureOf(store.read(uuid), settings)] };
    const bytes = Buffer.byteLength(JSON.stringify(fixtures));
    if (bytes > MAX_FILE_KIBIBYTES * 1024) {
      const message = `The account is larger than a fixtures file, ${MAX_FILE_KIBIBYTES / 1024} MiB: take a snapshot of it.`;
      throw new Refusal('CAPACITY_EXCEEDED', message);
    }
    return fixtures;
  },
};
