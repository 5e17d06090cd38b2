import { counted, grouped, printable } from '../reports/summary/wording.ts';
import type { DefectAccuracy } from './diagnosis-accuracy.ts';
import { type KillRow, type KillTable, survivorsOf } from './kill-table.ts';

/** The table as text, with a column that says how well the diagnosis names each defect when that was tried. Ends with a newline. */
export function killTableText({ matrices, rows }: KillTable, named?: readonly DefectAccuracy[]): string {
  const ranks = new Map(named?.map(({ defect, rank }) => [defect, rank]));
  const heading = ['defect', ...matrices.map(({ matrix }) => printable(matrix)), ...(named ? ['diagnosis'] : [])];
  const lines = rows.map((row) => [
    row.defect.name,
    ...row.kills.map((cell, column) => (cell ? 'killed' : survivalText(matrices[column]))),
    ...(named ? [rankText(row, ranks)] : []),
  ]);
  const left = matrices.reduce((sum, matrix) => sum + matrix.left, 0);
  const survivors = left === 0 ? survivorsOf({ rows }) : [];
  return [
    ...aligned([heading, ...lines]),
    '',
    ...matrices.map(({ matrix, coverage, cells, left: ofThese }, column) => {
      const killed = `${rows.filter(({ kills }) => kills[column]).length} of ${counted(rows.length, 'defect')}`;
      const soFar = ofThese === 0 ? '' : ' so far';
      return `${printable(matrix)} kills ${killed}${soFar} (${counted(cells, 'cell')}, ${coverage}).`;
    }),
    ...rows.flatMap(hiddenText),
    ...survivors.map(({ defect }) => `Nothing kills ${defect.name}: ${defect.sentence}`),
    ...(named ? [summaryOf(named, rows.length)] : []),
    ...(left > 0 ? [stoppedText(matrices, left)] : []),
    '',
  ].join('\n');
}

/** The line of a mistake that no bill shows. */
function hiddenText({ defect, kills, hidden }: KillRow): string[] {
  if (hidden === undefined || kills.some((cell) => cell)) return [];
  return [`${defect.name} can't show with this catalog: ${hidden}`];
}

/** The mark of a matrix that does not find a defect: `?` when not all of its cells were tried. */
function survivalText(matrix: KillTable['matrices'][number] | undefined): string {
  return matrix?.left === 0 ? '-' : '?';
}

function rankText({ defect, kills }: KillRow, ranks: ReadonlyMap<unknown, number | undefined>): string {
  if (!ranks.has(defect)) return '';
  if (kills.every((cell) => !cell)) return '-';
  const rank = ranks.get(defect);
  if (rank === 1) return 'first';
  return rank === undefined ? 'not named' : `one of ${rank}`;
}

function summaryOf(named: readonly DefectAccuracy[], count: number): string {
  if (named.length === 0) return 'No defect was diagnosed.';
  const first = named.filter(({ rank }) => rank === 1).length;
  const untried = count - named.length;
  const rest = untried > 0 ? `; ${untried} ${untried === 1 ? 'was' : 'were'} not tried` : '';
  const names = `${first} of ${counted(named.length, 'defect')}`;
  return `The diagnosis names ${names} first, and no other one that is as likely${rest}.`;
}

function stoppedText(matrices: KillTable['matrices'], left: number): string {
  const cells = matrices.reduce((sum, matrix) => sum + matrix.cells, left);
  return `Stopped with ${grouped(left)} of ${counted(cells, 'cell')} left: what is not known is marked ?.`;
}

/** Rows with columns of one width each. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((word, column) => word.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
