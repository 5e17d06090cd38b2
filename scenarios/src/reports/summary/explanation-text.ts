import { isDeepStrictEqual } from 'node:util';
import { choices } from '@billing-testkit/engine';
import type {
  BrokenRule,
  BrokenSum,
  DiagnosedCell,
  Diagnosis,
  Explanation,
  FoundFigure,
  NearestExplanation,
} from '../../diagnosis/diagnosis.ts';
import { counted, grouped } from './wording.ts';

/** The number of explanations that are named in one line besides the best one. */
const MAX_FURTHER = 2;

/** A defect or figure as reports tell it. */
export interface DefectText {
  readonly name: string;
  readonly sentence: string;
  /** The rule that it breaks; absent when the report does not tell. */
  readonly broken?: BrokenRule;
  /** A sentence that tells the way to write this in a catalog; absent for a mistake that no team would choose. */
  readonly choice?: string;
}

/** The names of the alternatives that a catalog can choose, like `taxOn: BEFORE_CREDITS`, by the name of the defect. */
const chosenAs: ReadonlyMap<string, string> = new Map(
  choices.flatMap(({ name, alternatives }) => alternatives.map((one) => [one.defect, `${name}: ${one.name}`])),
);

/** Further fields of a catalog with an alternative, so that they do not contradict it. */
const besides: Readonly<Record<string, string>> = {
  'late-fee-without-grace': ', and graceDays: 0 under lateFees',
};

function choiceOf(defect: string, figures: readonly FoundFigure[]): string | undefined {
  const figure = figures.find(({ name }) => defect.startsWith(`${name}=`));
  if (figure) return `If your team chose this, write ${figure.found} for ${figure.name} in the catalog.`;
  const chosen = chosenAs.get(defect);
  return chosen && `If your team chose this, write ${chosen} under rules${besides[defect] ?? ''} in the catalog.`;
}

/** The defects of an explanation, with the rules that they break and the choices with which they are right. */
export function defectTexts({ defects, sentences, broken, figures = [] }: Explanation): DefectText[] {
  return defects.map((name, index) => {
    const rule = broken?.[index];
    const choice = choiceOf(name, figures);
    return { name, sentence: sentences[index] ?? '', ...(rule && { broken: rule }), ...(choice && { choice }) };
  });
}

/** Explanations that nothing tells apart. */
interface Alternatives {
  readonly explanations: readonly Explanation[];
  /** The number of cells that they explain and that no earlier ones do. */
  readonly more: number;
}

/** The explanations, best first, those that explain the same cells together. */
function alternativesOf({ cells, explanations }: Diagnosis): Alternatives[] {
  const groups = new Map<string, Explanation[]>();
  for (const explanation of explanations) {
    const key = JSON.stringify([cells.map((cell) => isExplained(cell, explanation)), explanation.contradictedBy]);
    groups.set(key, [...(groups.get(key) ?? []), explanation]);
  }
  let left = cells;
  return [...groups.values()].map((alternatives) => {
    const before = left.length;
    left = left.filter((cell) => !alternatives.some((explanation) => isExplained(cell, explanation)));
    return { explanations: alternatives, more: before - left.length };
  });
}

/** Whether an explanation makes the bill of a cell. */
export function isExplained({ explainedBy }: DiagnosedCell, { defects }: Pick<Explanation, 'defects'>): boolean {
  return explainedBy.some((names) => isDeepStrictEqual(names, defects));
}

/** The extent of an explanation, like `explains all 50 diagnosed cells`; `of 110 kinds` when not all kinds were diagnosed. */
export function extentText({ explains }: Pick<Explanation, 'explains'>, { cells, kinds }: Diagnosis): string {
  const isOfEveryKind = new Set(cells.map(({ signature }) => signature)).size >= kinds;
  const diagnosed = `${counted(cells.length, 'diagnosed cell')}${isOfEveryKind ? '' : ` of ${grouped(kinds)} kinds`}`;
  if (explains < cells.length) return `explains ${explains} of ${diagnosed}`;
  return cells.length === 1 && isOfEveryKind ? 'explains the diagnosed cell' : `explains all ${diagnosed}`;
}

/** The contradictions of an explanation as the end of a sentence; nothing when there are none. */
export function contradictionText({ contradictedBy }: Explanation, { lookedAt }: Diagnosis): string {
  if (contradictedBy === 0) return '';
  const cells = `${grouped(contradictedBy)} of ${counted(lookedAt, 'cell')}`;
  return `, but would bill ${cells} looked at differently from the target`;
}

/** The number of figures that are named in one line because they are not explained. */
const MAX_FIGURES = 5;

/** A sum that does not add up, like `lines add up to 1 203, usageAmount says 1 204`. */
export function sumText({ figure, parts, sum, says }: Pick<BrokenSum, 'figure' | 'parts' | 'sum' | 'says'>): string {
  return `${parts} add up to ${grouped(sum)}, ${figure} says ${grouped(says)}`;
}

/** The number of bills in which a sum does not add up, like `in 12 of 40 wrong bills`. */
export function sumExtentText({ bills, checked }: BrokenSum): string {
  return `in ${grouped(bills)} of ${counted(checked, 'wrong bill')}`;
}

/** The nearest explanation, like `month-in-utc explains 58 of 60 differing figures in 5 of 5 cells; not explained: period.start`. */
export function nearestText(nearest: NearestExplanation): string {
  const { defects, explains, figures, cells, unexplainedCells, follow } = nearest;
  const of = `of ${counted(figures, 'differing figure')}`;
  const extent =
    explains === 0
      ? `nothing known explains any ${of}`
      : `${defects.join(' + ')} explains ${grouped(explains)} ${of} in ${cells} of ${counted(unexplainedCells, 'cell')}`;
  const following = follow === 0 ? '' : `; ${grouped(follow)} follow by the rules from what is not explained`;
  return `${extent}; not explained: ${notExplainedText(nearest)}${following}`;
}

function notExplainedText({ notExplained }: NearestExplanation): string {
  const named = notExplained.slice(0, MAX_FIGURES);
  const more = notExplained.length - named.length;
  if (named.length === 0) return 'nothing else';
  return `${named.join(', ')}${more > 0 ? ` and ${grouped(more)} more` : ''}`;
}

/** The sentence that further cells of the target agree with a figure that was found; nothing when none was asked for. */
export function askedText({ asked = 0, explanations: [first] }: Diagnosis): string | undefined {
  if (asked === 0 || !first?.figures || first.contradictedBy > 0) return undefined;
  return `${counted(asked, 'further cell')} of the target ${asked === 1 ? 'agrees' : 'agree'} with it.`;
}

/** The sentence that some of the diagnosed bills are made by no known defect; nothing when all are. */
export function unexplainedText({ cells }: Diagnosis): string | undefined {
  const count = cells.filter(({ explainedBy }) => explainedBy.length === 0).length;
  return count === 0
    ? undefined
    : `No known defect and no figure makes the bills of ${counted(count, 'diagnosed cell')}.`;
}

/** The most important finding of a diagnosis, in a clause: first that bills do not add up, then their explanations. */
export function diagnosisClause(diagnosis: Diagnosis): string | undefined {
  const [sum] = diagnosis.sums ?? [];
  const clauses = [...(sum ? [`bills do not add up: ${sumText(sum)}`] : []), explanationsClause(diagnosis)];
  const said = clauses.filter((clause) => clause !== undefined);
  return said.length === 0 ? undefined : said.join('; ');
}

/** The best explanations in a clause like `tax is on the charge after adjustments and before credits (tax-before-credits) explains all 50 diagnosed cells`. */
function explanationsClause(diagnosis: Diagnosis): string | undefined {
  const [best, ...others] = alternativesOf(diagnosis);
  const [first] = best?.explanations ?? [];
  if (!(best && first)) return diagnosis.cells.length === 0 ? undefined : unknownClause(diagnosis);
  const subject = best.explanations.length === 1 ? subjectOf(first) : namesOf(best);
  const further = others
    .filter(({ more }) => more > 0)
    .slice(0, MAX_FURTHER)
    .map((other) => `, ${namesOf(other)} ${other.more} more`);
  return `${subject} ${extentText(first, diagnosis)}${further.join('')}${leftClause(diagnosis)}`;
}

/** A clause that tells the cells which no explanation makes: a known name alone would not tell all. */
function leftClause({ nearest }: Diagnosis): string {
  return nearest ? `; ${counted(nearest.unexplainedCells, 'diagnosed cell')} not explained` : '';
}

function unknownClause({ nearest }: Diagnosis): string {
  const near = nearest && nearest.explains > 0 ? `; nearest, ${nearestText(nearest)}` : '';
  return `no known defect and no figure makes such bills${near}`;
}

function namesOf({ explanations }: Alternatives): string {
  return explanations.map(({ defects }) => defects.join(' + ')).join(' or ');
}

function subjectOf({ defects, sentences }: Explanation): string {
  return `${sentences.map(clauseOf).join(', and ')} (${defects.join(' + ')})`;
}

/** A sentence as part of another one. */
function clauseOf(sentence: string): string {
  const isWord = /^[A-Z](?:[a-z]|\b)/.test(sentence);
  return (isWord ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence).replace(/\.$/, '');
}
