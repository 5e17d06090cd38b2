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

/** 4n costs 4 times as much when the cost is in proportion and 16 times with a square; what is constant costs the same. */
const MAX_RATIO: Readonly<Record<Allowed, number>> = { linear: 7, constant: 2.5 };

/** What takes less than this above an empty request is too quick to say how it grows, the more so when it is asked once. */
const MEASURABLE_MS: Readonly<Record<Allowed, number>> = { linear: 6, constant: 3 };
const MEASURABLE_ONCE_MS = 15;

/** What takes this long says enough of how it grows: larger sizes are not tried. */
const ENOUGH_MS = 120;

/** How often each size is measured at first, and how often again as long as the two look too unequal. */
const REPETITIONS = { first: 2, more: [3, 8] };
const REPETITIONS_OF_ONCE = { first: 1, more: [1, 1] };

/** What takes this long is not told from a square by measuring it more often. */
const PLAIN_MS = 400;

const MAX_DETAILS = 50;

/** How the cost of a case grows, by the first pair of sizes that is too unequal or else the largest. */
export async function measure(growthCase: GrowthCase, floorMs: number): Promise<Finding> {
  const best = new Map<number, Answer>();
  let finding = findingOf(growthCase, 0, [undefined, undefined], 'no size fits');
  for (const n of growthCase.sizes) {
    finding = await pairOf(growthCase, n, { best, floorMs });
    if (finding.failure !== '' || finding.msAt4N > ENOUGH_MS) break;
  }
  const faults = [...best.values()].map(faultOf).filter((fault) => fault !== '');
  return { ...finding, failure: [finding.failure, faults.at(-1) ?? ''].filter(Boolean).join(', ') };
}

interface Times {
  /** The quickest answer in each size. */
  readonly best: Map<number, Answer>;
  readonly floorMs: number;
}

async function pairOf(growthCase: GrowthCase, n: number, times: Times): Promise<Finding> {
  const { best } = times;
  try {
    await measurePair(growthCase, n, times);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return findingOf(growthCase, n, [best.get(n), best.get(4 * n)], reason);
  }
  const pair = [best.get(n), best.get(4 * n)] as const;
  return findingOf(growthCase, n, pair, grows(growthCase, n, times) ? `grows more than ${growthCase.allowed}` : '');
}

/** Measures both sizes, and more often as long as they look too unequal: other programs make what runs beside them slow. */
async function measurePair(growthCase: GrowthCase, n: number, times: Times): Promise<void> {
  const { first, more } = growthCase.isOnce ? REPETITIONS_OF_ONCE : REPETITIONS;
  for (const size of [n, 4 * n]) {
    if (!times.best.has(size)) await repeat(growthCase, size, times, first);
  }
  for (const repetitions of more) {
    if (!isDoubtful(growthCase, n, times)) return;
    growthCase.renew?.();
    await repeat(growthCase, n, times, repetitions);
    await repeat(growthCase, 4 * n, times, repetitions);
  }
}

function isDoubtful(growthCase: GrowthCase, n: number, times: Times): boolean {
  return grows(growthCase, n, times) && (times.best.get(4 * n)?.ms ?? 0) < PLAIN_MS;
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

function grows({ allowed, isOnce }: GrowthCase, n: number, { best, floorMs }: Times): boolean {
  const [less, more] = [n, 4 * n].map((size) => (best.get(size)?.ms ?? 0) - floorMs);
  if (less === undefined || more === undefined || more < (isOnce ? MEASURABLE_ONCE_MS : MEASURABLE_MS[allowed]))
    return false;
  return more / Math.max(less, 0.2) > MAX_RATIO[allowed];
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
  [atN, at4N]: readonly [Answer | undefined, Answer | undefined],
  failure: string,
): Finding {
  const [msAtN, msAt4N] = [atN?.ms ?? Number.NaN, at4N?.ms ?? Number.NaN];
  const statuses = [...new Set([atN?.status ?? '-', at4N?.status ?? '-'])].join('/');
  return { operationId, grows: what, allowed, n, msAtN, msAt4N, statuses, failure };
}
