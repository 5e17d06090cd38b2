import type { Answer } from './server-process.ts';

/** Something asked of an operation that can be asked in any size. */
export interface GrowthCase {
  readonly operationId: string;
  /** What there is n of. */
  readonly grows: string;
  /** `linear`: it may cost in proportion to what grows. `constant`: it must not notice. */
  readonly allowed: Allowed;
  /** The sizes n that are compared with 4n, smallest first. */
  readonly sizes: readonly number[];
  /** Whether sending it takes away what it is about, which then has to be set up again: it is sent as rarely as can be. */
  readonly isOnce?: boolean;
  /** Has what it is about set up anew: some of what is asked can be done only once. */
  renew?(): void;
  /** Sends it in a size. What has to be there for it is set up before, and not counted. */
  send(size: number): Promise<Answer>;
}

export type Allowed = 'linear' | 'constant';

export interface Finding {
  readonly operationId: string;
  readonly grows: string;
  readonly allowed: Allowed;
  readonly n: number;
  readonly msAtN: number;
  readonly msAt4N: number;
  readonly statuses: string;
  /** What is wrong, empty when nothing is. */
  readonly failure: string;
}

/**
 * 4n costs 4 times as much when the cost is in proportion and 16 times with a square; what is constant costs the same. Memory
 * that many objects take makes 6 of 4.
 */
const MAX_RATIO: Readonly<Record<Allowed, number>> = { linear: 8, constant: 2.5 };

/** What takes less than this above an empty request is too quick to say how it grows, the more so when it is asked once. */
const MEASURABLE_MS: Readonly<Record<Allowed, number>> = { linear: 6, constant: 3 };
const MEASURABLE_ONCE_MS = 15;

/** What is next to nothing is not divided by. */
const LEAST_MS = 0.2;

/** What takes this long says enough of how it grows: larger sizes are not tried. */
const ENOUGH_MS = 120;

/** How often each size is measured at first, and how often again as long as the two look too unequal. */
const REPETITIONS = { first: 2, more: [3, 8] };
const REPETITIONS_OF_ONCE = { first: 1, more: [1, 1] };

/** What takes this long is not told from a square by measuring it more often. */
const PLAIN_MS = 400;

const MAX_DETAILS = 50;

interface Times {
  /** The quickest answer in each size. */
  readonly best: Map<number, Answer>;
  readonly floorMs: number;
}

/** How the cost of a case grows, by the largest pair of sizes or the first that takes long enough. */
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

/** Measures a pair more often as long as it looks too unequal: what a process does on the side makes an answer slow at times. */
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

/** An answer that is no refusal says more, and of two such the quicker one. */
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

/** What is wrong with an answer however long it took. */
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
