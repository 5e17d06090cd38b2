import type { Diagnosis, NearestExplanation } from '../../diagnosis/diagnosis.ts';
import { type Cell, cellText } from '../../matrices/matrix.ts';
import type { MatrixRun, UncomparedCell } from '../../runs/results.ts';
import { catalogFiguresText } from '../summary/catalog-figures-text.ts';
import { lackingText } from '../summary/compared.ts';
import { conclusionOf, conclusionText } from '../summary/conclusion.ts';
import { differenceText } from '../summary/difference-text.ts';
import {
  askedText,
  contradictionText,
  defectTexts,
  extentText,
  nearestText,
  sumExtentText,
  sumText,
  unexplainedText,
} from '../summary/explanation-text.ts';
import type { Report } from '../summary/report.ts';
import {
  comparedIn,
  type DimensionShare,
  dimensionShares,
  firstSteps,
  messageGroups,
  signatureGroups,
} from '../summary/tally.ts';
import { counted, grouped, paceText, runText, shareText } from '../summary/wording.ts';
import { type Line, line, printed, type Terminal } from './terminal-lines.ts';

const MAX_KINDS = 5;
const MAX_VALUES = 24;
const MAX_EXPLANATIONS = 3;
const MAX_SUMS = 3;
const BAR = 20;

/** A report as a person reads it on a terminal: the conclusion comes first. */
export function terminalText(report: Report, terminal: Terminal): string {
  const { run } = report;
  const verdict = conclusionOf(report);
  const lacking = lackingText(run.results);
  const blocks = [
    [
      line(conclusionText(verdict), verdict.tone),
      ...(lacking === undefined ? [] : [line(`Not supported by the target: ${lacking}`)]),
    ],
    diagnosisLines(report),
    differingLines(run),
    reproductionLines(report),
    whereLines(run),
    uncomparedLines(run, 'failed', 'No bill to compare'),
    uncomparedLines(run, 'skipped', 'Skipped'),
    catalogLines(run),
    [line(`${runText(run)}: ${paceText(run)}`, 'faint')],
  ];
  const lines = blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : [line(''), ...block]));
  return printed(lines, terminal);
}

function diagnosisLines({ diagnosis }: Report): Line[] {
  if (!diagnosis || diagnosis.cells.length === 0) return [];
  const shown = diagnosis.explanations.slice(0, MAX_EXPLANATIONS);
  const unexplained = unexplainedText(diagnosis);
  const asked = askedText(diagnosis);
  return [
    line('Diagnosis', 'title'),
    ...sumLines(diagnosis),
    ...shown.flatMap((explanation) => {
      const extent = `${extentText(explanation, diagnosis)}${contradictionText(explanation, diagnosis)}`;
      return [
        line(`${explanation.defects.join(' + ')} ${extent}`, 'plain', 2),
        ...defectTexts(explanation).flatMap(({ sentence, broken, choice }) => [
          line(sentence, 'plain', 4),
          ...(broken ? [line(`§${broken.section} of the billing rules: ${broken.rule}`, 'faint', 4)] : []),
          ...(choice === undefined ? [] : [line(choice, 'plain', 4)]),
        ]),
      ];
    }),
    ...(asked === undefined ? [] : [line(asked, 'faint', 4)]),
    ...more(diagnosis.explanations.length - shown.length, 'explanation'),
    ...(unexplained === undefined ? [] : [line(unexplained, 'plain', 2)]),
    ...(diagnosis.nearest ? nearestLines(diagnosis.nearest) : []),
  ];
}

function sumLines({ sums = [] }: Diagnosis): Line[] {
  if (sums.length === 0) return [];
  return [
    line('The bills do not add up, whatever the rules:', 'wrong', 2),
    ...sums
      .slice(0, MAX_SUMS)
      .map((sum) => line(`${sumText(sum)} (${sumExtentText(sum)}, like ${cellText(sum.cell)})`, 'plain', 4)),
    ...more(sums.length - MAX_SUMS, 'other sum'),
  ];
}

function nearestLines(nearest: NearestExplanation): Line[] {
  return [
    line(`Nearest: ${nearestText(nearest)}`, 'plain', 2),
    ...nearest.sentences.map((sentence) => line(sentence, 'plain', 4)),
    line(`The first step that is not explained is ${nearest.stage}.`, 'plain', 4),
  ];
}

function differingLines({ results }: MatrixRun): Line[] {
  const groups = signatureGroups(results);
  if (groups.length === 0) return [];
  const steps = firstSteps(results).map(([stage, count]) => `${stage} ${grouped(count)}`);
  return [
    line('Where bills go wrong first', 'title'),
    line(`by step: ${steps.join(', ')}`, 'plain', 2),
    ...groups
      .slice(0, MAX_KINDS)
      .flatMap(({ first: { cell, first, count: figures }, count }) => [
        line(likeText(cell, count), 'plain', 2),
        line(
          `${first.stage}: ${differenceText(first)}${figures > 1 ? ` (and ${counted(figures - 1, 'more figure')})` : ''}`,
          'plain',
          4,
        ),
      ]),
    ...more(groups.length - MAX_KINDS, 'other kind'),
  ];
}

function reproductionLines({ reproductions }: Report): Line[] {
  if (reproductions.length === 0) return [];
  return [
    line('The plainest cells that still fail', 'title'),
    ...reproductions.slice(0, MAX_KINDS).flatMap(({ shrunk, essential, stage, command }) => {
      const needed = cellText(Object.fromEntries(Object.entries(shrunk).filter(([name]) => essential.includes(name))));
      return [
        line(`${cellText(shrunk)}: wrong in ${stage}${needed === '' ? '' : `, needs ${needed}`}`, 'plain', 2),
        line(command, 'command', 4),
      ];
    }),
    ...more(reproductions.length - MAX_KINDS, 'other'),
  ];
}

function whereLines(run: MatrixRun): Line[] {
  if (!run.results.some(({ verdict }) => verdict === 'differs')) return [];
  const { differing, uniform } = dimensionShares(run);
  const width = Math.max(...differing.flatMap(({ values }) => values.map(({ label }) => label.length)), 0);
  return [
    line('Which cells are wrong', 'title'),
    ...differing.flatMap((facet) => [line(facet.dimension, 'plain', 2), ...valueLines(facet, width)]),
    ...(uniform.length > 0 ? [line(`makes no difference: ${uniform.join(', ')}`, 'plain', 2)] : []),
  ];
}

function valueLines({ values }: DimensionShare, width: number): Line[] {
  const shown = values.length > MAX_VALUES ? values.filter(({ tally }) => tally.differs > 0) : values;
  const lines = shown.slice(0, MAX_VALUES).map(({ label, tally }) => {
    const compared = comparedIn(tally);
    const filled = tally.differs === 0 ? 0 : Math.max(1, Math.floor((tally.differs / compared) * BAR));
    const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)}`;
    const share = shareText(tally.differs, compared).padStart(5);
    const text = `${label.padEnd(width)} ${bar} ${share}  ${grouped(tally.differs)} of ${grouped(compared)}`;
    return line(text, tally.differs === 0 ? 'faint' : 'plain', 4);
  });
  return [...lines, ...more(values.length - lines.length, 'other value')];
}

function uncomparedLines({ results }: MatrixRun, verdict: UncomparedCell['verdict'], title: string): Line[] {
  const groups = messageGroups(results, verdict);
  if (groups.length === 0) return [];
  return [
    line(title, 'title'),
    ...groups
      .slice(0, MAX_KINDS)
      .flatMap(({ message, cells }) => [
        line(message, 'plain', 2),
        line(likeText(cells[0] ?? {}, cells.length), 'faint', 4),
      ]),
    ...more(groups.length - MAX_KINDS, 'other reason'),
  ];
}

function catalogLines(run: MatrixRun): Line[] {
  const text = catalogFiguresText(run);
  return text === undefined ? [] : [line(text)];
}

function likeText(cell: Cell, count: number): string {
  return count === 1 ? cellText(cell) : `${counted(count, 'cell')} like ${cellText(cell)}`;
}

function more(count: number, one: string): Line[] {
  return count > 0 ? [line(`… and ${counted(count, one)}`, 'faint', 2)] : [];
}
