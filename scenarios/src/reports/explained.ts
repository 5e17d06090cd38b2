import { defectNamed } from '@billing-testkit/engine';
import type { Diagnosis, Explanation } from '../diagnosis/diagnosis.ts';
import { counted } from './amounts.ts';

/** A defect as reports tell it. */
export interface NamedDefect {
  readonly name: string;
  readonly sentence: string;
  /** The section of the billing rules, and the rule in it; none of a defect that this version does not know. */
  readonly broken?: { readonly section: number; readonly rule: string };
}

/** The defects of an explanation, with the rules that they break. */
export function defectsOf({ defects, sentences }: Explanation): NamedDefect[] {
  return defects.map((name, index) => {
    const defect = defectNamed(name);
    return {
      name,
      sentence: sentences[index] ?? '',
      ...(defect && { broken: { section: defect.section, rule: defect.rule } }),
    };
  });
}

/** The best explanation, and those that are just as good; none when no known defect makes any of the bills. */
export function bestOf({ explanations }: Diagnosis): readonly Explanation[] {
  const [best] = explanations;
  return explanations.filter(
    ({ explains, contradictedBy }) => explains === best?.explains && contradictedBy === best.contradictedBy,
  );
}

/** How much an explanation explains, like `explains all 50 diagnosed cells`. */
export function extentOf({ explains }: Pick<Explanation, 'explains'>, { cells }: Diagnosis): string {
  const diagnosed = counted(cells.length, 'diagnosed cell');
  if (explains < cells.length) return `explains ${explains} of ${diagnosed}`;
  return cells.length === 1 ? 'explains the diagnosed cell' : `explains all ${diagnosed}`;
}

/** What is most likely wrong, in a clause like `tax is taken before credits (tax-before-credits) explains all 50 diagnosed cells`. */
export function diagnosisClause(diagnosis: Diagnosis): string | undefined {
  const best = bestOf(diagnosis);
  const [first] = best;
  if (!first) return diagnosis.cells.length === 0 ? undefined : 'no known defect makes such bills';
  const subject = best.length === 1 ? subjectOf(first) : best.map(({ defects }) => defects.join(' + ')).join(' or ');
  return `${subject} ${extentOf(first, diagnosis)}`;
}

function subjectOf({ defects, sentences }: Explanation): string {
  return `${sentences.map(clauseOf).join(', and ')} (${defects.join(' + ')})`;
}

/** A sentence as part of another one. */
function clauseOf(sentence: string): string {
  const isWord = /^[A-Z](?:[a-z]|\b)/.test(sentence);
  return (isWord ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence).replace(/\.$/, '');
}
