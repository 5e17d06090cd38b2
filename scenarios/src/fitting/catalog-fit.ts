import type { Policy } from '@billing-testkit/engine';
import { type Reference, referenceFor, type Via } from '../cases/reference.ts';
import type { Cell, Matrix } from '../matrices/matrix.ts';
import { planRun } from '../runs/run-matrix.ts';
import { spreadEvenly } from '../runs/spread-evenly.ts';
import { withPauses } from '../runs/with-pauses.ts';
import { checkDeclarations, type Target, TargetProblem } from '../targets/target.ts';
import { AskedCases } from './asked-cases.ts';
import { exactLimits } from './exact-limits.ts';
import { type FittingOptions, fitAnswers } from './fit-answers.ts';
import { type Hypothesis, startingFrom } from './hypothesis.ts';
import { type Answer, JudgedAnswer, type PlacedCase } from './judged-answer.ts';
import { onlyNeeded, type ShownFinding, shownFindings } from './needed-findings.ts';
import { distinguishingCase, plainerCells, probesFor } from './plain-cells.ts';
import { checkRightShare } from './right-share.ts';

/** The number of cells of a matrix that are asked before the hypothesis is looked at again. */
const BATCH = 100;

/** The number of times that answers are fitted without any success: a target may have mistakes that no catalog says in very many bills. */
const MAX_FAILURES = 3;

/** The number of wrong cells of one batch whose plainer cells are asked. */
const MAX_PLAINER = 3;

/** The number of answers that are asked again in the end. */
const CONFIRMED = 10;

/** The share of a target's figures that a catalog has to make: that of the beginning, for a search to be worth its time, and one that was found. */
const LEAST_RIGHT_SHARE = { begin: 0.2, found: 0.5 };

export interface FitSettings {
  readonly target: Target;
  /** The catalog that the fit begins with. */
  readonly base: Policy;
  readonly via: Via;
  readonly matrices: readonly Matrix[];
  readonly members: readonly string[];
  readonly concurrency: number;
  /** The number of cases that may be asked. */
  readonly most: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: FitProgress) => void;
}

export interface FitProgress {
  readonly doing: string;
  /** The number of cases that were asked. */
  readonly asked: number;
}

/** A way to fit answers: the hypothesis that is changed, and the changes that are tried. */
interface Way extends Pick<FittingOptions, 'withDefects' | 'withPairs'> {
  readonly from: Hypothesis;
}

/** A search for the catalog that a target bills by. */
export class CatalogFit {
  readonly asked: AskedCases;
  readonly reference: Reference;
  hypothesis: Hypothesis;
  readonly #settings: FitSettings;
  readonly #omits: readonly string[];
  #doing = '';
  #failures = 0;
  /** Kinds of differences that no hypothesis explains. */
  readonly #unexplained = new Set<string>();
  readonly #confirmed = new Set<Answer>();

  constructor(settings: FitSettings) {
    const { target, base, via, concurrency, most, signal } = settings;
    this.#settings = settings;
    this.#omits = target.omits ?? [];
    this.reference = referenceFor(via, base);
    this.hypothesis = startingFrom(base);
    this.asked = new AskedCases({ target, concurrency, most, signal, onAsked: () => this.#report() });
  }

  /** Asks for plain cells and fits a catalog to them, then for the cells of all matrices, until it makes them or nothing helps. */
  async finish(): Promise<void> {
    const { target, signal } = this.#settings;
    checkDeclarations(target);
    signal.throwIfAborted();
    await checked(target, signal);
    this.#report('Asking for plain cells');
    const answers = await this.asked.answersTo(await this.#probes());
    const [first] = answers;
    if (!first) throw new TargetProblem(`${target.name} supports no case of the matrices.`);
    await this.#confirm(first);
    await this.#checkRightShare(LEAST_RIGHT_SHARE.begin);
    await this.#refit();
    await this.#checkRightShare(LEAST_RIGHT_SHARE.found);
    while ((await this.#isChangedByMatrices()) || (await this.#isChangedByLimits()) || (await this.#isPruned())) {
      await this.#checkRightShare(LEAST_RIGHT_SHARE.found);
    }
    const wrong = (await this.judged()).filter((one) => one.isWrong).map(({ answer }) => answer);
    for (const answer of [...wrong, ...spreadEvenly(this.asked.all)].slice(0, CONFIRMED)) await this.#confirm(answer);
    signal.throwIfAborted();
  }

  /** The answers beside the outcomes by a hypothesis; by the one that was found when absent. */
  async judged(hypothesis = this.hypothesis, answers: readonly Answer[] = this.asked.all): Promise<JudgedAnswer[]> {
    const { signal } = this.#settings;
    const judged = answers.map(
      (answer) => new JudgedAnswer(answer, hypothesis, { reference: this.reference, omits: this.#omits }),
    );
    // Each is calculated here, with pauses, and kept.
    for await (const one of withPauses(judged, signal)) one.judge();
    signal.throwIfAborted();
    return judged;
  }

  /** The number of answers that a hypothesis does not make. */
  async wrongCount(hypothesis: Hypothesis): Promise<number> {
    return (await this.judged(hypothesis)).filter((one) => one.isWrong).length;
  }

  /** The cells of a matrix for the policy that was found, with every pair of values, and their cases. */
  planned(matrix: Matrix): {
    readonly matrix: Matrix;
    readonly placed: readonly (readonly [Cell, PlacedCase | undefined])[];
  } {
    const { members } = this.#settings;
    const { policy } = this.hypothesis;
    const plan = planRun(matrix, { policy, members, coverage: 'pairwise' });
    const reference = this.reference.by(policy);
    return {
      matrix: plan.matrix,
      placed: plan.cells.map((cell) => [cell, this.asked.caseOf(plan.matrix, cell, reference)] as const),
    };
  }

  #report(doing = this.#doing): void {
    this.#doing = doing;
    this.#settings.onProgress({ doing, asked: this.asked.count });
  }

  async #probes(): Promise<PlacedCase[]> {
    const { base, via, members, signal } = this.#settings;
    const matrices = this.#settings.matrices.map((matrix) => matrix.forPolicy(base));
    const { reference, asked } = this;
    return probesFor({ policy: base, matrices, members, reference, via, omits: this.#omits, asked, signal });
  }

  async #confirm(answer: Answer): Promise<void> {
    if (this.#confirmed.has(answer)) return;
    this.#confirmed.add(answer);
    await this.asked.confirm(answer);
  }

  /** Asks for the cells of the matrices. Returns whether the hypothesis was changed because of one of them. */
  async #isChangedByMatrices(): Promise<boolean> {
    for (const matrix of this.#settings.matrices) {
      this.#report(`Asking for cells of ${matrix.name}`);
      const planned = this.planned(matrix);
      const waiting = planned.placed.flatMap(([, placed]) => (placed && !this.asked.isKnown(placed) ? [placed] : []));
      const spread = spreadEvenly(waiting);
      for (let begin = 0; begin < spread.length; begin += BATCH) {
        const answers = await this.asked.answersTo(spread.slice(begin, begin + BATCH));
        if (await this.#isChangedBy(answers, planned.matrix)) return true;
      }
    }
    return false;
  }

  /** Finds the largest values that the target takes, where the matrices showed that it takes less than the catalog that the fit began with. */
  async #isChangedByLimits(): Promise<boolean> {
    const { base, matrices, members } = this.#settings;
    const { hypothesis, reference, asked } = this;
    this.#report('Asking for the largest adjustments');
    const policy = await exactLimits(hypothesis.policy, {
      base,
      matrices,
      members,
      reference,
      asked,
      omits: this.#omits,
    });
    if (policy === hypothesis.policy) return false;
    const other = { ...hypothesis, policy };
    if ((await this.wrongCount(other)) > (await this.wrongCount(hypothesis))) return false;
    this.hypothesis = other;
    return true;
  }

  /** Goes back to the catalog that the fit began with wherever no bill says otherwise. Returns whether that changed the hypothesis. */
  async #isPruned(): Promise<boolean> {
    const { policy, defects } = this.hypothesis;
    const pruned = await onlyNeeded(this.#settings.base, policy, (other) => this.#wrongBy(other));
    this.hypothesis = { policy: pruned, defects };
    return pruned !== policy;
  }

  /** The differences of the catalog that was found, each with the number of bills that would not be made without it. */
  findings(): Promise<ShownFinding[]> {
    return shownFindings(this.#settings.base, this.hypothesis.policy, (policy) => this.#wrongBy(policy));
  }

  #wrongBy(policy: Policy): Promise<number> {
    return this.wrongCount({ policy, defects: this.hypothesis.defects });
  }

  async #isChangedBy(answers: readonly Answer[], matrix: Matrix): Promise<boolean> {
    const wrong = (await this.judged(this.hypothesis, answers)).filter((one) => one.isWrong);
    const fresh = wrong.filter((one) => !this.#unexplained.has(kindOf(one)));
    if (fresh.length === 0 || this.#failures >= MAX_FAILURES) return false;
    const { policy } = this.hypothesis;
    await this.asked.answersTo(this.#plainerCases(fresh, matrix));
    await this.#refit();
    return this.hypothesis.policy !== policy;
  }

  /** Cases of cells that are plainer than wrong ones, for a few kinds of these. */
  #plainerCases(wrong: readonly JudgedAnswer[], matrix: Matrix): PlacedCase[] {
    const kinds = new Map(wrong.map((one) => [kindOf(one), one.answer.cell]));
    const reference = this.reference.by(this.hypothesis.policy);
    const cells = [...kinds.values()].slice(0, MAX_PLAINER).flatMap((cell) => plainerCells(cell, matrix));
    return cells.flatMap((cell) => this.asked.caseOf(matrix, cell, reference) ?? []);
  }

  /** Fits all answers again: from the hypothesis, and when that does not make them all, from the beginning and with known mistakes. */
  async #refit(): Promise<void> {
    const { hypothesis: before } = this;
    const begin = startingFrom(this.#settings.base);
    // Quick ways come first. Two changes at once are tried from the beginning, too: an earlier change may have been the wrong one.
    const ways: readonly Way[] = [
      { from: before, withDefects: false, withPairs: false },
      { from: before, withDefects: true, withPairs: false },
      { from: begin, withDefects: false, withPairs: true },
      { from: before, withDefects: true, withPairs: true },
    ];
    let best = { hypothesis: this.hypothesis, wrong: await this.wrongCount(this.hypothesis) };
    for (const way of ways) {
      if (best.wrong === 0) break;
      const hypothesis = await this.#fitted(way);
      const wrong = await this.wrongCount(hypothesis);
      if (wrong < best.wrong) best = { hypothesis, wrong };
    }
    this.hypothesis = await this.#withoutNeedlessDefects(best);
    if (this.hypothesis === before) this.#failures += 1;
    for (const one of await this.judged()) if (one.isWrong) this.#unexplained.add(kindOf(one));
  }

  async #withoutNeedlessDefects(best: { hypothesis: Hypothesis; wrong: number }): Promise<Hypothesis> {
    if (best.hypothesis.defects.length === 0) return best.hypothesis;
    const from = { policy: best.hypothesis.policy, defects: [] };
    const other = await this.#fitted({ from, withDefects: false, withPairs: false });
    return (await this.wrongCount(other)) <= best.wrong ? other : best.hypothesis;
  }

  async #fitted({ from, ...way }: Way): Promise<Hypothesis> {
    const { signal } = this.#settings;
    this.#report('Looking for what makes the bills');
    return fitAnswers(this.asked.all, from, {
      reference: this.reference,
      omits: this.#omits,
      signal,
      ...way,
      tellApart: (hypotheses) => this.#toldApart(hypotheses),
      onChange: (_, shown) => this.#confirm(shown),
    });
  }

  async #toldApart(hypotheses: readonly Hypothesis[]): Promise<Answer | undefined> {
    const { members, signal } = this.#settings;
    const [first] = hypotheses;
    const matrices = this.#settings.matrices.map((matrix) => matrix.forPolicy(first?.policy ?? this.#settings.base));
    const { reference, asked } = this;
    const placed = await distinguishingCase(hypotheses, {
      matrices,
      members,
      reference,
      omits: this.#omits,
      asked,
      signal,
    });
    return placed && (await asked.answersTo([placed]))[0];
  }

  async #checkRightShare(leastShare: number): Promise<void> {
    checkRightShare(this.#settings.target.name, await this.judged(), leastShare);
  }
}

async function checked(target: Target, signal: AbortSignal): Promise<void> {
  try {
    await target.check?.(signal);
  } catch (cause) {
    throw new TargetProblem(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function kindOf(one: JudgedAnswer): string {
  const { result, answer } = one;
  return `${answer.matrix} ${'signature' in result ? result.signature : ''}`;
}
