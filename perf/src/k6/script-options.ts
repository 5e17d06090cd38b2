import type { Options, Scenario } from 'k6/options';
import { operationIds } from '../requests/load-request.ts';
import { counters, trendStats } from './script-summary.ts';
import type { ScriptSettings } from './settings.ts';

/** A stretch of a load: `times` the rate of the settings, reached in `seconds` from the rate before. */
interface Stage {
  readonly times: number;
  readonly seconds: number;
}

/** The shape of the load that a script puts on the target. */
export interface LoadShape {
  readonly stages: readonly Stage[];
  /** Whether every request has to begin when it is due: a script that goes beyond the limit can't hold that. */
  readonly holdsRate: boolean;
}

/** The requests a second of the steepest stage. */
export function highestRate({ stages }: LoadShape, { rate }: ScriptSettings): number {
  return Math.max(1, Math.round(Math.max(...stages.map(({ times }) => times)) * rate));
}

/** Virtual users for a second's requests, if each takes that long. */
const SLOWEST_S = 2;
const MOST_USERS = 5_000;

/** The bills that are calculated anew while the load runs, in a second. */
const BILLS_A_SECOND = 1;

/**
 * The options of a script: the load by arrival rate, which does not wait for answers; a bill a second that is known to the last unit;
 * and thresholds by the budget. A duration in the settings stretches the stages.
 */
export function scriptOptions(shape: LoadShape, settings: ScriptSettings): Options {
  const { stages, holdsRate } = shape;
  const own = stages.reduce((sum, { seconds }) => sum + seconds, 0);
  const stretch = (settings.durationS ?? own) / own;
  const durations = stages.map(({ seconds }) => Math.max(1, Math.round(seconds * stretch)));
  const whole = durations.reduce((sum, seconds) => sum + seconds, 0);
  return {
    scenarios: {
      load: {
        ...loadScenario(stages, durations, settings.rate),
        ...usersFor(highestRate(shape, settings)),
        exec: 'load',
      },
      bills: {
        executor: 'constant-arrival-rate',
        rate: BILLS_A_SECOND,
        duration: `${whole}s`,
        preAllocatedVUs: 2,
        maxVUs: 20,
        exec: 'bills',
      },
    },
    thresholds: thresholdsFor(settings, holdsRate),
    summaryTrendStats: trendStats,
    setupTimeout: '5m',
    teardownTimeout: '10m',
  };
}

function loadScenario(stages: readonly Stage[], durations: readonly number[], rate: number): Scenario {
  const [first = { times: 1, seconds: 1 }] = stages;
  const users = { preAllocatedVUs: 1, maxVUs: 1 };
  if (stages.length === 1) {
    return {
      executor: 'constant-arrival-rate',
      rate: Math.max(1, Math.round(first.times * rate)),
      duration: `${durations[0] ?? 1}s`,
      ...users,
    };
  }
  return {
    executor: 'ramping-arrival-rate',
    startRate: Math.max(1, Math.round(first.times * rate)),
    stages: stages.map(({ times }, index) => ({
      target: Math.max(1, Math.round(times * rate)),
      duration: `${durations[index] ?? 1}s`,
    })),
    ...users,
  };
}

function usersFor(rate: number) {
  const maxVUs = Math.min(MOST_USERS, Math.max(10, Math.ceil(rate * SLOWEST_S)));
  return { preAllocatedVUs: Math.min(maxVUs, Math.max(10, Math.ceil(rate / 5))), maxVUs };
}

function thresholdsFor({ failed, p50Ms, p99Ms }: ScriptSettings, holdsRate: boolean): Record<string, string[]> {
  return {
    [counters.failed]: [`count<=${failed}`],
    'http_req_duration{purpose:load}': [`p(50)<=${p50Ms}`, `p(99)<=${p99Ms}`],
    checks: ['rate==1'],
    ...(holdsRate && { dropped_iterations: ['count<=0'] }),
    // These always hold: k6 calculates the times of an operation when a threshold is about them.
    ...Object.fromEntries(operationIds.map((id) => [`http_req_duration{operationId:${id}}`, ['max>=0']])),
  };
}
