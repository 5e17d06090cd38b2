import { printCatalog } from '@billing-testkit/engine/catalog';
import { type Cell, cellText } from '../matrices/matrix.ts';
import { differenceText } from '../reports/summary/difference-text.ts';
import { extentText, nearestText, sumExtentText, sumText } from '../reports/summary/explanation-text.ts';
import { counted, grouped, printable } from '../reports/summary/wording.ts';
import type { MatrixRun } from '../runs/results.ts';
import type { FittedCatalog } from './fit-catalog.ts';

/** The number of figures that are named because no bill exercises them, and of other things of one kind. */
const MAX_NAMED = 20;
const MAX_LISTED = 5;

/** The catalog that was found as YAML, with comments on findings, on bills that are not explained, and on figures that no bill shows. */
export function fittedCatalogText(fitted: FittedCatalog): string {
  const notes = new Map<string, string>();
  for (const { place, sentence, bills } of fitted.findings) {
    const note = printable(`Found: ${sentence} ${shownBy(bills)}`);
    notes.set(place, [...(notes.has(place) ? [notes.get(place)] : []), note].join('\n'));
  }
  return printCatalog(fitted.policy, { heading: headingOf(fitted), fields: notes });
}

function headingOf(fitted: FittedCatalog): string {
  const lines = [
    `Found by billing-matrix fit: how ${fitted.target} bills.`,
    ...conclusionLines(fitted),
    ...leftLines(fitted),
    ...unseenLines(fitted),
  ];
  return lines.map(printable).join('\n');
}

/** The findings of a fit, as a person reads them on a terminal. */
export function fittedText(fitted: FittedCatalog): string {
  const findings = fitted.findings.map(({ sentence, bills }) => `  ${sentence} ${shownBy(bills)}`);
  const lines = [
    ...conclusionLines(fitted),
    ...(findings.length > 0 ? ['', 'Found', ...findings] : []),
    ...spaced(leftLines(fitted)),
    ...spaced(unseenLines(fitted)),
    '',
    'By the catalog',
    ...fitted.runs.map((run) => `  ${runLine(run)}`),
    '',
    `${fitted.target} was asked for ${counted(fitted.asked, 'bill')}.`,
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function spaced(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}

function shownBy(bills: number): string {
  return bills === 0 ? 'Nothing else makes its bills.' : `Shown by ${counted(bills, 'bill')}.`;
}

function conclusionLines({ runs, findings }: FittedCatalog): string[] {
  const { compared, agree } = countsOf(runs);
  const found =
    findings.length === 0
      ? 'It is the catalog that the fit began with: nothing had to change.'
      : `It differs in ${counted(findings.length, 'place')} from the catalog that the fit began with.`;
  const made = `${grouped(agree)} of ${counted(compared, 'bill')} of the matrices ${agree === 1 ? 'agrees' : 'agree'} with this catalog.`;
  return [agree === compared ? made : `${made} The others are not explained by any catalog.`, found];
}

/** The numbers of bills that were compared, that agree, and that could not be asked for. */
export function countsOf(runs: readonly MatrixRun[]): { compared: number; agree: number; skipped: number } {
  const results = runs.flatMap((run) => run.results);
  const agree = results.filter(({ verdict }) => verdict === 'agrees').length;
  const skipped = results.filter(({ verdict }) => verdict === 'skipped').length;
  return { compared: results.length - skipped, agree, skipped };
}

function runLine(run: MatrixRun): string {
  const { compared, agree, skipped } = countsOf([run]);
  const rest = skipped === 0 ? '' : `, ${grouped(skipped)} not supported`;
  return `${run.matrix}: ${grouped(agree)} of ${counted(compared, 'bill')} agree${rest}`;
}

/** Lines about bills that no catalog explains: sums that do not add up, known mistakes, the nearest explanation, and examples. */
function leftLines({ left, runs }: FittedCatalog): string[] {
  if (!left) return [];
  const { sums = [], explanations, nearest } = left;
  return [
    'Not explained by any catalog',
    ...sums.slice(0, MAX_LISTED).map((sum) => `  The bills do not add up: ${sumText(sum)} (${sumExtentText(sum)}).`),
    ...explanations
      .slice(0, MAX_LISTED)
      .map((one) => `  Known mistake: ${one.sentences.join(' ')} ${one.defects.join(' + ')} ${extentText(one, left)}.`),
    ...(nearest
      ? [`  Nearest: ${nearestText(nearest)}.`, `  The first step that is not explained is ${nearest.stage}.`]
      : []),
    ...examplesOf(runs),
  ];
}

function examplesOf(runs: readonly MatrixRun[]): string[] {
  return runs.flatMap(({ matrix, results }) => {
    const differing = results.flatMap((result) => (result.verdict === 'differs' ? [result] : []));
    const [example] = differing.toSorted((a, b) => a.count - b.count);
    if (!example) return [];
    const place = `${matrix} --filter ${filterOf(example.cell)}`;
    return [`  ${counted(differing.length, 'bill')} of ${matrix}, like ${place}: ${differenceText(example.first)}`];
  });
}

function filterOf(cell: Cell): string {
  return cellText(cell).replaceAll(', ', ',');
}

/** Figures that no bill exercises: the target may have others. */
function unseenLines({ notExercised }: FittedCatalog): string[] {
  if (notExercised.length === 0) return [];
  const named = notExercised.slice(0, MAX_NAMED).map(({ name, value }) => `${name} (${value})`);
  const more = notExercised.length - named.length;
  return [
    `No bill shows these values, so the target may have others: ${named.join(', ')}${more > 0 ? ` and ${grouped(more)} more` : ''}.`,
  ];
}
