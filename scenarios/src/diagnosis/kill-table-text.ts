import { counted } from '../reports/amounts.ts';
import { printable } from '../reports/printable.ts';
import type { KillRow, KillTable } from './kill-table.ts';
import type { NamedDefect } from './right-names.ts';

/** The table as text, with a column that says how well the diagnosis names each defect when that was tried. Ends with a newline. */
export function killTableText({ matrices, rows }: KillTable, named?: readonly NamedDefect[]): string {
  const ranks = new Map(named?.map(({ defect, rank }) => [defect, rank]));
  const heading = ['defect', ...matrices.map(({ matrix }) => printable(matrix)), ...(named ? ['diagnosis'] : [])];
  const lines = rows.map((row) => [
    row.defect.name,
    ...row.kills.map((cell) => (cell ? 'killed' : '-')),
    ...(named ? [rankText(row, ranks)] : []),
  ]);
  const survivors = rows.filter(({ kills }) => kills.every((cell) => !cell));
  return [
    ...aligned([heading, ...lines]),
    '',
    ...matrices.map(({ matrix, coverage, cells }, column) => {
      const killed = rows.filter(({ kills }) => kills[column]).length;
      return `${printable(matrix)} kills ${killed} of ${counted(rows.length, 'defect')} (${counted(cells, 'cell')}, ${coverage}).`;
    }),
    ...survivors.map(({ defect }) => `Nothing kills ${defect.name}: ${defect.sentence}`),
    ...(named ? [summaryOf(named)] : []),
    '',
  ].join('\n');
}

function rankText({ defect, kills }: KillRow, ranks: ReadonlyMap<unknown, number | undefined>): string {
  if (!ranks.has(defect)) return '';
  if (kills.every((cell) => !cell)) return '-';
  const rank = ranks.get(defect);
  if (rank === 1) return 'first';
  return rank === undefined ? 'not named' : `one of ${rank}`;
}

function summaryOf(named: readonly NamedDefect[]): string {
  const first = named.filter(({ rank }) => rank === 1).length;
  return `The diagnosis names ${first} of ${counted(named.length, 'defect')} first, and no other one that is as likely.`;
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
