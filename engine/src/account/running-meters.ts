import { LastReadings } from './last-readings.ts';
import type { RecordedReading } from './recorded-reading.ts';

type ByResource = Map<string | undefined, LastReadings>;

/** The running meters of an account: one for each project, counter and resource. */
export class RunningMeters {
  readonly #byProject = new Map<string, Map<string, ByResource>>();

  /** The meter that a reading is of. */
  of({ projectId, counterName, resourceId }: RecordedReading): LastReadings {
    const known = this.#byProject.get(projectId)?.get(counterName)?.get(resourceId);
    if (known) return known;
    const meter = new LastReadings();
    const byCounter = this.#byProject.get(projectId) ?? new Map<string, ByResource>();
    const byResource: ByResource = byCounter.get(counterName) ?? new Map();
    this.#byProject.set(projectId, byCounter.set(counterName, byResource.set(resourceId, meter)));
    return meter;
  }
}
