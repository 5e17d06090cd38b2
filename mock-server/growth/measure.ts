import type { Answer } from './server-process.ts';

/** A request of an operation that can be sent in any size. */
export interface GrowthCase {
  readonly operationId: string;
  /** The name of the thing that the request, or the data that it is about, has n of. */
  readonly grows: string;
  /** The growth that is allowed: `linear` for a cost in proportion to n, `constant` for a cost that does not grow. */
  readonly allowed: Allowed;
  /** The sizes n that are compared with 4n, smallest first. */
  readonly sizes: readonly number[];
  /** Whether the request deletes its data, which then have to be set up again: it is sent as rarely as possible. */
  readonly isOnce?: boolean;
  /** Has the data set up anew before the next request, because some requests can succeed only once. */
  renew?(): void;
  /** Sends the request in a size. The data that it needs are set up before, and their cost is not counted. */
  send(size: number): Promise<Answer>;
}

export type Allowed = 'linear' | 'constant';

export interface Finding {
  readonly operationId: string;
  readonly grows: string;
  readonly allowed: Allowed;
  /** The size that is compared with four times as much. */
  readonly n: number;
  readonly msAtN: number;
  readonly msAt4N: number;
  readonly statuses: string;
  /** The reason why the case fails; empty when it does not. */
  readonly failure: string;
}

/**
 * The largest ratio of the cost at 4n to the cost at n. The ratio is 4 for a cost in proportion to n, 16 for a square and 1 for a
 * constant cost. The memory that many objects take can raise 4 to 6.
 */
const MAX_RATIO: Readonly<Record<Allowed, number>> = { linear: 8, constant: 2.5 };

/** The least cost, above that of an empty request, that can tell how a cost grows. */
const MEASURABLE_MS: Readonly<Record<Allowed, number>> = { linear: 6, constant: 3 };

/** The same for a request that is sent only once in each size, which is less exact. */
const MEASURABLE_ONCE_MS = 15;

/** The least cost that another one is divided by, as a ratio to next to nothing says nothing. */
const LEAST_MS = 0.2;

/** The cost at 4n that tells enough of how it grows: larger sizes are not tried. */
const ENOUGH_MS = 120;

/** The number of measurements of each size at first, and of further ones as long as the ratio is too large. */
const REPETITIONS = { first: 2, more: [3, 8] };
const REPETITIONS_OF_ONCE = { first: 1, more: [1, 1] };

/** The cost at 4n from which further measurements would not change the verdict. */
const PLAIN_MS = 400;

/** The number of fields that a refusal may name. */
const MAX_DETAILS = 50;

interface Times {
  /** The quickest answer in each size. */
  readonly best: Map<number, Answer>;
  /** The cost of a request that does next to nothing. */
  readonly floorMs: number;
}

/** Finds how the cost of a case grows, from its largest pair of sizes or the first that costs enough. */
export async function measure(growthCase: GrowthCase, floorMs: number): Promise<Finding> {
  const times: Times = { best: new Map(), floorMs };
  let pair = 0;
  try {
    for (const n of growthCase.sizes) {
      pair = n;
      await measurePair(growthCase, n, times);
      if (msOf(times, 4 * n) > ENOUGH_MS) break;
    }
    await confirm(growthCase, pair, times);
  } catch (error) {
    return findingOf(growthCase, pair, { times, failure: error instanceof Error ? error.message : String(error) });
  }
  const growth = grows(growthCase, pair, times) ? `grows more than ${growthCase.allowed}` : '';
  const fault = [...times.best.values()].map(faultOf).findLast((found) => found !== '');
  return findingOf(growthCase, pair, { times, failure: [growth, fault].filter(Boolean).join(', ') });
}

async function measurePair(growthCase: GrowthCase, n: number, times: Times): Promise<void> {
  const { first } = growthCase.isOnce ? REPETITIONS_OF_ONCE : REPETITIONS;
  for (const size of [n, 4 * n]) {
    if (!times.best.has(size)) await repeat(growthCase, size, times, first);
  }
}

/** Measures a pair again as long as its ratio is too large, since other work of the process makes an answer slow at times. */
async function confirm(growthCase: GrowthCase, n: number, times: Times): Promise<void> {
  const { more } = growthCase.isOnce ? REPETITIONS_OF_ONCE : REPETITIONS;
  for (const repetitions of more) {
    if (!grows(growthCase, n, times) || msOf(times, 4 * n) > PLAIN_MS) return;
    growthCase.renew?.();
    await repeat(growthCase, n, times, repetitions);
    await repeat(growthCase, 4 * n, times, repetitions);
  }
}

async function repeat(growthCase: GrowthCase, size: number, { best }: Times, repetitions: number): Promise<void> {
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const answer = await growthCase.send(size);
    const known = best.get(size);
    if (!known || isBetter(answer, known)) best.set(size, answer);
  }
}

/** Whether an answer tells more than the known one: a success tells more than a refusal, and of two alike the quicker one. */
function isBetter(answer: Answer, known: Answer): boolean {
  const isRefusal = answer.status >= 400;
  return isRefusal === known.status >= 400 ? answer.ms < known.ms : !isRefusal;
}

function grows({ allowed, isOnce }: GrowthCase, n: number, times: Times): boolean {
  const less = msOf(times, n) - times.floorMs;
  const more = msOf(times, 4 * n) - times.floorMs;
  const measurable = isOnce ? MEASURABLE_ONCE_MS : MEASURABLE_MS[allowed];
  return more >= measurable && more / Math.max(less, LEAST_MS) > MAX_RATIO[allowed];
}

function msOf({ best }: Times, size: number): number {
  return best.get(size)?.ms ?? Number.NaN;
}

/** The fault of an answer, whatever it cost; empty when it has none. */
function faultOf(answer: Answer): string {
  if (answer.status < 400) return '';
  if (answer.status >= 500) return `answered with ${answer.status}`;
  const details = detailsIn(answer.text);
  return details > MAX_DETAILS ? `${details} details` : '';
}

function detailsIn(text: string): number {
  try {
    return JSON.parse(text).details?.length ?? 0;
  } catch {
    return 0;
  }
}

function findingOf(
  { operationId, grows: what, allowed }: GrowthCase,
  n: number,
  { times, failure }: { readonly times: Times; readonly failure: string },
): Finding {
  const found = [n, 4 * n].map((size) => times.best.get(size)?.status ?? '-');
  const [msAtN, msAt4N] = [msOf(times, n), msOf(times, 4 * n)];
  return { operationId, grows: what, allowed, n, msAtN, msAt4N, statuses: [...new Set(found)].join('/'), failure };
}
