import { isFigure } from '../diagnosis/mistakes.ts';
import { roundness } from '../diagnosis/round-values.ts';
import { spreadEvenly } from '../runs/spread-evenly.ts';
import { withPauses } from '../runs/with-pauses.ts';
import { pairedChanges, singleChanges, type Wanted } from './changes.ts';
import { compareDistances, firstWrong } from './distance.ts';
import type { Change, Hypothesis } from './hypothesis.ts';
import { type Answer, JudgedAnswer, type Judging } from './judged-answer.ts';

/** The number of changes that are made one after the other at most. */
const MAX_CHANGES = 60;

/** The number of wrong answers of one step in which changes are looked for. */
const MAX_SEEDS = 3;

/** The number of other wrong answers by which values are narrowed down. */
const MAX_NARROWING = 12;

/** The numbers of wrong and of right answers by which changes are compared. */
const MAX_COMPARED = { wrong: 150, right: 150 };

/** The number of changes that explain as much as the best one and are told apart. */
const MAX_RIVALS = 6;

/** A change with the answers that it makes nearer, those that it makes further, and those that it makes right. */
interface ScoredChange {
  readonly change: Change;
  readonly nearer: number;
  readonly further: number;
  readonly right: number;
}

export interface FittingOptions extends Judging {
  readonly signal: AbortSignal;
  /** Whether known mistakes that no catalog can say are looked for, too. */
  readonly withDefects: boolean;
  /** Whether two changes at once are tried where no single one helps, which takes long. */
  readonly withPairs: boolean;
  /** Asks the target for a case in which hypotheses make other bills. Undefined when there is none. */
  readonly tellApart?: ((hypotheses: readonly Hypothesis[]) => Promise<Answer | undefined>) | undefined;
  /** Is told of each change that is made, with the answer that showed it. */
  readonly onChange?: ((change: Change, shown: Answer) => Promise<void>) | undefined;
}

/**
 * Changes a hypothesis until it makes the answers of a target, one change after the other: the first step of a bill comes first, and of
 * all changes that make it nearer in some bill the one that makes it nearer in most. `answers` grows when the target is asked to tell
 * changes apart. Returns the hypothesis that makes most answers.
 */
export async function fitAnswers(answers: Answer[], from: Hypothesis, options: FittingOptions): Promise<Hypothesis> {
  options.signal.throwIfAborted();
  let hypothesis = from;
  let best = { hypothesis, wrong: Number.POSITIVE_INFINITY };
  for (let count = 0; count < MAX_CHANGES; count += 1) {
    const judged = answers.map((answer) => new JudgedAnswer(answer, hypothesis, options));
    const wrong = await wrongOf(judged, options.signal);
    if (wrong.length < best.wrong) best = { hypothesis, wrong: wrong.length };
    if (wrong.length === 0) break;
    const next = await new NextChange(hypothesis, judged, wrong, options).find(answers);
    options.signal.throwIfAborted();
    if (!next) break;
    await options.onChange?.(next.change, next.shown);
    hypothesis = next.change.to;
  }
  return best.hypothesis;
}

/** The answers that a hypothesis does not make, the plainest first: those in which fewest figures differ. */
async function wrongOf(judged: readonly JudgedAnswer[], signal: AbortSignal): Promise<JudgedAnswer[]> {
  const wrong: JudgedAnswer[] = [];
  for await (const one of withPauses(judged, signal)) if (one.isWrong) wrong.push(one);
  const sizes = new Map(wrong.map((one) => [one, one.distance.reduce((sum, count) => sum + count, 0)]));
  return wrong.toSorted((a, b) => (sizes.get(a) ?? 0) - (sizes.get(b) ?? 0));
}

class NextChange {
  readonly #hypothesis: Hypothesis;
  readonly #wrong: readonly JudgedAnswer[];
  readonly #right: readonly JudgedAnswer[];
  readonly #options: FittingOptions;

  constructor(
    hypothesis: Hypothesis,
    judged: readonly JudgedAnswer[],
    wrong: readonly JudgedAnswer[],
    options: FittingOptions,
  ) {
    this.#hypothesis = hypothesis;
    this.#wrong = wrong;
    this.#right = judged.filter((one) => !one.isWrong);
    this.#options = options;
  }

  /** The best change, with the answer that showed it. */
  async find(answers: Answer[]): Promise<{ change: Change; shown: Answer } | undefined> {
    for (const wanted of ['the whole step', 'more of the step'] as const) {
      for (const group of this.#bySteps()) {
        const found = await this.#bestOf(await this.#looked(group, wanted, singleChanges), group, answers);
        if (found) return found;
      }
    }
    const [earliest] = this.#bySteps();
    if (!(earliest && this.#options.withPairs)) return undefined;
    return this.#bestOf(await this.#looked(earliest, 'the whole step', pairedChanges), earliest, answers);
  }

  /** The wrong answers by the first step that differs, earlier steps first. */
  #bySteps(): JudgedAnswer[][] {
    const steps = new Map<number, JudgedAnswer[]>();
    for (const one of this.#wrong) {
      const step = firstWrong(one.distance) ?? 0;
      const group = steps.get(step) ?? [];
      group.push(one);
      steps.set(step, group);
    }
    return [...steps].toSorted(([a], [b]) => a - b).map(([, group]) => group);
  }

  async #looked(group: readonly JudgedAnswer[], wanted: Wanted, look: typeof singleChanges): Promise<Change[]> {
    const { signal, withDefects } = this.#options;
    const seeds = firstOfEachKind(group).slice(0, MAX_SEEDS);
    const others = group.filter((one) => !seeds.includes(one)).slice(0, MAX_NARROWING);
    const found = await look(this.#hypothesis, { seeds, others, wanted, signal });
    return withDefects ? found : found.filter(({ isSayable }) => isSayable);
  }

  /** The change that makes most answers nearer, if it does so in more than it makes further. */
  async #bestOf(changes: readonly Change[], group: readonly JudgedAnswer[], answers: Answer[]) {
    const scored: ScoredChange[] = [];
    for await (const change of withPauses(changes, this.#options.signal)) scored.push(this.#scored(change));
    const [first, ...others] = scored.filter(({ nearer, further }) => nearer > 2 * further).toSorted(byScore);
    if (!first) return undefined;
    const rivals = others.filter((other) => isAlike(first, other)).slice(0, MAX_RIVALS - 1);
    const { change } = rivals.length === 0 ? first : await this.#toldApart(first, rivals, answers);
    const shown =
      group.find((one) => compareDistances(one.distanceWith(change.mistakes), one.distance) < 0) ?? group[0];
    return shown && { change, shown: shown.answer };
  }

  #scored(change: Change): ScoredChange {
    const compared = [
      ...this.#sample(this.#wrong, MAX_COMPARED.wrong),
      ...this.#sample(this.#right, MAX_COMPARED.right),
    ];
    let [nearer, further, right] = [0, 0, 0];
    for (const one of compared) {
      const distance = one.distanceWith(change.mistakes);
      const order = compareDistances(distance, one.distance);
      if (order < 0) nearer += 1;
      if (order > 0) further += 1;
      if (order < 0 && firstWrong(distance) === undefined) right += 1;
    }
    return { change, nearer, further, right };
  }

  #sample(all: readonly JudgedAnswer[], most: number): readonly JudgedAnswer[] {
    return all.length <= most ? all : spreadEvenly(all).slice(0, most);
  }

  /** Asks the target for cases in which changes make other bills, until one is left or none tells them apart. */
  async #toldApart(first: ScoredChange, rivals: readonly ScoredChange[], answers: Answer[]): Promise<ScoredChange> {
    let left = [first, ...rivals];
    for (let asked = 0; asked < MAX_RIVALS && left.length > 1; asked += 1) {
      const answer = await this.#options.tellApart?.(left.map(({ change }) => change.to));
      if (!answer) break;
      answers.push(answer);
      const judged = new JudgedAnswer(answer, this.#hypothesis, this.#options);
      const distances = left.map((rival) => ({ rival, distance: judged.distanceWith(rival.change.mistakes) }));
      const nearest = distances.reduce((a, b) => (compareDistances(b.distance, a.distance) < 0 ? b : a));
      const kept = distances.filter(({ distance }) => compareDistances(distance, nearest.distance) === 0);
      left = kept.map(({ rival }) => rival);
    }
    return left.toSorted(byScore)[0] ?? first;
  }
}

/** Wrong answers of other members and with other figures that differ come before further ones of the same kind. */
function firstOfEachKind(group: readonly JudgedAnswer[]): JudgedAnswer[] {
  const kinds = new Set<string>();
  const firsts = group.filter((one) => {
    const kind = `${one.answer.billingCase.member} ${'signature' in one.result ? one.result.signature : ''}`;
    return kinds.size < kinds.add(kind).size;
  });
  const isFirst = new Set(firsts);
  return [...firsts, ...group.filter((one) => !isFirst.has(one))];
}

/** Whether two changes explain as much as each other. */
function isAlike(one: ScoredChange, other: ScoredChange): boolean {
  return one.nearer - one.further === other.nearer - other.further;
}

/**
 * The order of changes: more answers that come nearer come first; then a change that a catalog can have, more right answers, fewer
 * mistakes, and rounder values.
 */
function byScore(a: ScoredChange, b: ScoredChange): number {
  const [one, other] = [a, b].map(({ change, nearer, further, right }) => [
    nearer - 2 * further,
    Number(change.isSayable),
    right,
    -change.mistakes.length,
    roundness(change.mistakes.find(isFigure)?.value ?? ''),
  ]);
  return other?.map((value, place) => value - (one?.[place] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
