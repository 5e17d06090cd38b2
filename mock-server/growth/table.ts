import type { Finding } from './measure.ts';

const COLUMNS = ['operation', 'what grows', 'may be', 'n', 'ms at n', 'ms at 4n', 'ratio', 'status', 'verdict'];

/** Writes the findings as a table, with the failures at its end, where a reader of a terminal sees them. */
export function tableOf(findings: readonly Finding[]): string {
  const inOrder = findings.toSorted((a, b) => Number(a.failure !== '') - Number(b.failure !== ''));
  const rows = [COLUMNS, ...inOrder.map(rowOf)];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function rowOf({ operationId, grows, allowed, n, msAtN, msAt4N, statuses, failure }: Finding): readonly string[] {
  const figures = [msAtN, msAt4N, msAt4N / msAtN].map((figure) => (Number.isNaN(figure) ? '-' : figure.toFixed(1)));
  return [operationId, grows, allowed, String(n), ...figures, statuses, failure || 'fine'];
}
