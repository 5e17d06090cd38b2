import type { Diagnosis, NearestExplanation } from '../../diagnosis/diagnosis.ts';
import { cellText } from '../../matrices/matrix.ts';
import type { MatrixRun, UncomparedCell } from '../../runs/results.ts';
import { catalogFiguresText } from '../summary/catalog-figures-text.ts';
import { lackingText } from '../summary/compared.ts';
import { type Conclusion, conclusionOf } from '../summary/conclusion.ts';
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
  dimensionShares,
  messageGroups,
  reachedIn,
  signatureGroups,
  type Tally,
  tallyGrid,
} from '../summary/tally.ts';
import { counted, grouped, paceText, printable, runText, sentenceOf, shareText } from '../summary/wording.ts';

/** Characters with a meaning in GitHub's Markdown or in HTML. Other ASCII punctuation has none inside of a line. */
const meaningful = /[^\p{L}\p{M}\p{N} ,.%=/+-]|(?<=www)\./giu;

/** Text as Markdown that shows just that text, in one line; also in a cell of a table. */
function escaped(text: string): string {
  return printable(text).replaceAll(meaningful, (character) => `&#${character.codePointAt(0)};`);
}

/** A table; its cells are Markdown already. */
function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A command as a block that can be copied. */
function codeBlock(command: string): string {
  const longest = Math.max(2, ...(command.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}sh\n${printable(command)}\n${fence}`;
}

/** GitHub takes a mebibyte of a step, which may write several reports. */
const MAX_BYTES = 256 * 1024;
const MAX_KINDS = 10;
const MAX_EXPLANATIONS = 3;
const MAX_SUMS = 3;

const signs: Readonly<Record<Conclusion['tone'], string>> = { right: '✅', wrong: '❌', trouble: '⚠️' };

/** A report as Markdown for `$GITHUB_STEP_SUMMARY`. Parts that would make it too long are left out, and a line says so. */
export function githubSummary(report: Report): string {
  const { run } = report;
  const parts = [
    conclusionPart(report),
    ...diagnosisParts(report),
    ...reproductionParts(report),
    ...gridParts(run),
    ...whereParts(run),
    ...kindParts(run),
    ...uncomparedParts(run, 'failed', 'No bill to compare'),
    ...uncomparedParts(run, 'skipped', 'Skipped'),
    ...catalogParts(run),
  ];
  return `${fitting(parts).join('\n\n')}\n`;
}

function fitting(parts: readonly string[]): string[] {
  let room = MAX_BYTES;
  const kept = parts.filter((part) => {
    const bytes = Buffer.byteLength(part) + 2;
    if (bytes > room) return false;
    room -= bytes;
    return true;
  });
  return kept.length === parts.length ? kept : [...kept, 'Parts of this report were too long to be shown here.'];
}

function conclusionPart(report: Report): string {
  const { tone, headline, because, reservations } = conclusionOf(report);
  const clauses = [...(because === undefined ? [] : [because]), ...reservations].map(
    (clause) => `${escaped(sentenceOf(clause))}\n`,
  );
  const lacking = lackingText(report.run.results);
  if (lacking !== undefined) clauses.push(`${escaped(`Not supported by the target: ${lacking}.`)}\n`);
  const run = `${escaped(runText(report.run))}: ${escaped(paceText(report.run))}.`;
  return [`## ${signs[tone]} ${escaped(headline)}`, ...clauses, run].join('\n');
}

function diagnosisParts({ diagnosis }: Report): string[] {
  if (!diagnosis || diagnosis.cells.length === 0) return [];
  const unexplained = unexplainedText(diagnosis);
  const items = diagnosis.explanations.slice(0, MAX_EXPLANATIONS).flatMap((explanation) => [
    `- **${escaped(explanation.defects.join(' + '))}** ${extentText(explanation, diagnosis)}${contradictionText(explanation, diagnosis)}`,
    ...defectTexts(explanation).map(({ sentence, broken, choice }) => {
      const rule = broken ? ` The rule, §${broken.section}: ${escaped(broken.rule)}` : '';
      const chosen = choice === undefined ? '' : ` ${escaped(choice)}`;
      return `  - ${escaped(sentence)}${rule}${chosen}`;
    }),
  ]);
  const asked = askedText(diagnosis);
  const parts = [
    ...sumParts(diagnosis),
    ...(items.length > 0 ? [items.join('\n')] : []),
    ...(asked === undefined ? [] : [asked]),
    ...(unexplained === undefined ? [] : [unexplained]),
    ...(diagnosis.nearest ? [nearestPart(diagnosis.nearest)] : []),
  ];
  return [`### Diagnosis\n\n${parts.join('\n\n')}`];
}

function sumParts({ sums = [] }: Diagnosis): string[] {
  if (sums.length === 0) return [];
  const items = sums
    .slice(0, MAX_SUMS)
    .map((sum) => `- ${escaped(sumText(sum))} (${sumExtentText(sum)}, like ${escaped(cellText(sum.cell))})`);
  return [['**The bills do not add up, whatever the rules:**', '', ...items].join('\n')];
}

function nearestPart(nearest: NearestExplanation): string {
  const step = `The first step that is not explained is ${nearest.stage}.`;
  return `Nearest: ${escaped([`${nearestText(nearest)}.`, ...nearest.sentences, step].join(' '))}`;
}

function reproductionParts({ reproductions }: Report): string[] {
  if (reproductions.length === 0) return [];
  const blocks = reproductions.slice(0, MAX_KINDS).map(({ shrunk, stage, command }) => {
    return `Wrong in ${stage}: ${escaped(cellText(shrunk))}\n\n${codeBlock(command)}`;
  });
  return ['### See it again', ...blocks];
}

function gridParts(run: MatrixRun): string[] {
  const grid = tallyGrid(run);
  if (!grid) return [];
  const { rows, columns, tallies } = grid;
  const header = [`${rows.name} \\ ${columns.name}`, ...columns.labels].map((label) => escaped(label));
  const lines = rows.labels.map((label, row) => [escaped(label), ...(tallies[row] ?? []).map(tallyText)]);
  return [`### Wrong bills by ${escaped(rows.name)} and ${escaped(columns.name)}`, table(header, lines)];
}

function tallyText(tally: Tally): string {
  const compared = comparedIn(tally);
  if (reachedIn(tally) === 0) return '';
  if (compared === 0) return tally.failed > 0 ? '⚠️ failed' : 'skipped';
  if (tally.differs === 0) return `✅ ${grouped(compared)}`;
  return `❌ ${escaped(shareText(tally.differs, compared))}, ${grouped(tally.differs)} of ${grouped(compared)}`;
}

function whereParts(run: MatrixRun): string[] {
  const { differing } = dimensionShares(run);
  if (differing.length === 0) return [];
  const rows = differing.flatMap(({ dimension, values }) =>
    values.map(({ label, tally }) => {
      const compared = comparedIn(tally);
      const counts = `${grouped(tally.differs)} of ${grouped(compared)}`;
      return [escaped(dimension), escaped(label), escaped(shareText(tally.differs, compared)), counts];
    }),
  );
  return ['### Which cells are wrong', table(['dimension', 'value', 'wrong', 'bills'], rows)];
}

function kindParts({ results }: MatrixRun): string[] {
  const groups = signatureGroups(results);
  if (groups.length === 0) return [];
  const rows = groups.slice(0, MAX_KINDS).map(({ first: { cell, first }, count }) => {
    return [grouped(count), first.stage, escaped(differenceText(first)), escaped(cellText(cell))];
  });
  const more = groups.length > MAX_KINDS ? [`… and ${counted(groups.length - MAX_KINDS, 'other kind')}`] : [];
  return ['### Where bills go wrong first', table(['bills', 'step', 'figure', 'for example'], rows), ...more];
}

function catalogParts(run: MatrixRun): string[] {
  const text = catalogFiguresText(run);
  return text === undefined ? [] : [escaped(text)];
}

function uncomparedParts({ results }: MatrixRun, verdict: UncomparedCell['verdict'], title: string): string[] {
  const groups = messageGroups(results, verdict);
  if (groups.length === 0) return [];
  const rows = groups.slice(0, MAX_KINDS).map(({ message, cells }) => {
    return [grouped(cells.length), escaped(message), escaped(cellText(cells[0] ?? {}))];
  });
  const more = groups.length > MAX_KINDS ? [`… and ${counted(groups.length - MAX_KINDS, 'other reason')}`] : [];
  return [`### ${title}`, table(['cells', 'why', 'for example'], rows), ...more];
}
