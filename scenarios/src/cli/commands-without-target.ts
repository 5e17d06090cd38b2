import { matrices } from '../matrices/built-in/matrices.ts';
import { cellCount, type Dimension, type Matrix } from '../matrices/matrix.ts';
import { diagnosisAccuracy } from '../mutation/diagnosis-accuracy.ts';
import { killTable, survivorsOf } from '../mutation/kill-table.ts';
import { killTableText } from '../mutation/kill-table-text.ts';
import { checkSamples, matrixSample } from '../mutation/matrix-sample.ts';
import { readJson } from '../reports/json/read-json.ts';
import { mergeReports } from '../reports/merge/merge-reports.ts';
import { counted } from '../reports/summary/wording.ts';
import { findMatrix } from '../runs/find-matrix.ts';
import { exitCodeOf, exitCodes } from './exit-code.ts';
import { interruptOnSignals } from './interruption.ts';
import { policyIn } from './plan.ts';
import { readText } from './read-file.ts';
import { checkReports, outputReports } from './report-output.ts';
import type { DefectsOptions, MergeOptions } from './task.ts';

const MAX_LABELS = 120;

/** The built-in matrices, with their dimensions. */
export function listText(): string {
  return matrices.map(matrixText).join('\n');
}

function matrixText({ name, dimensions }: Matrix): string {
  const width = Math.max(...dimensions.map((dimension) => dimension.name.length));
  const lines = dimensions.map((dimension) => `  ${dimension.name.padEnd(width)}  ${labelsText(dimension)}`);
  return `${name}: ${counted(cellCount(dimensions), 'cell')}\n${lines.join('\n')}\n`;
}

/** The labels of a dimension, as many as fit into about one line. */
function labelsText({ labels }: Dimension): string {
  let text = '';
  for (const [index, label] of labels.entries()) {
    const longer = index === 0 ? label : `${text}, ${label}`;
    if (longer.length > MAX_LABELS) return `${text}, … (${labels.length})`;
    text = longer;
  }
  return text;
}

/** Puts the reports of shards together and reports that; the exit code is that of a run of all of them. */
export function mergeCommand(files: readonly string[], options: MergeOptions): number {
  checkReports(options);
  const report = mergeReports(files.map((file) => ({ file, report: readJson(readText('report', file), file) })));
  return exitCodeOf(report.run, { isReported: outputReports(report, options), allowSkipped: options.allowSkipped });
}

/**
 * Prints which known-wrong engines the matrices find out, of the built-in ones when none is named. The exit code says whether they
 * find all that can be found. Throws a `UsageError` for a matrix that can't be billed by the catalog.
 */
export async function defectsCommand(asked: readonly string[], options: DefectsOptions): Promise<number> {
  const { catalog, diagnosis = false } = options;
  const chosen = asked.length === 0 ? matrices : await Promise.all(asked.map(findMatrix));
  const policy = policyIn(catalog);
  const samples = chosen.map((matrix) => matrixSample(matrix, { policy }));
  const { signal, release } = interruptOnSignals();
  try {
    await checkSamples(samples, catalog === undefined ? 'the built-in catalog' : `the catalog ${catalog}`, signal);
    const table = await killTable(samples, signal);
    process.stdout.write(killTableText(table, diagnosis ? await diagnosisAccuracy(samples, signal) : undefined));
    if (signal.aborted) return exitCodes.trouble;
    return survivorsOf(table).length === 0 ? exitCodes.agrees : exitCodes.differs;
  } finally {
    release();
  }
}
