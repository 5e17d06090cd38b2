/**
 * Runs all tests and tells how many lines of the code they reach, those included that run in processes which tests start: Vitest counts
 * the lines of its own process. `coverage/index.html` shows the lines that are not reached. It fails when a test fails, and below 95 %.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import coverages, { type CoverageMap, type FileCoverage } from 'istanbul-lib-coverage';
import contexts from 'istanbul-lib-report';
import reporters from 'istanbul-reports';

const LEAST_PERCENT = 95;

const root = join(import.meta.dirname, '..');
const folder = join(root, 'coverage');
const processes = join(folder, 'processes');
const ofProcesses = join(folder, 'of-processes');

rmSync(folder, { recursive: true, force: true });
const tests = run('vitest', ['run', '--coverage', '--test-timeout', '600000'], { COVERAGE_OF_PROCESSES: processes });
const sources = ['--include', '*/src/**', '--exclude', '**/*.test.ts', '--exclude-after-remap'];
const reports = ['--reporter', 'json', '--report-dir', ofProcesses];
const report = run('c8', ['report', '--temp-directory', processes, ...sources, ...reports]);
const reached = withProcesses(coverageIn(folder), coverageIn(ofProcesses));
writeReports(reached);
const { lines } = reached.getCoverageSummary();
process.stdout.write(`${lines.covered} of ${lines.total} lines are reached: ${lines.pct} %.\n`);
process.exitCode = tests || report || (lines.pct < LEAST_PERCENT ? 1 : 0);

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): number {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  return status ?? 1;
}

function coverageIn(directory: string): CoverageMap {
  return coverages.createCoverageMap(JSON.parse(readFileSync(join(directory, 'coverage-final.json'), 'utf8')));
}

/** The coverage with the statements of lines that other processes reached. */
function withProcesses(coverage: CoverageMap, other: CoverageMap): CoverageMap {
  const known = new Set(other.files());
  for (const path of coverage.files()) {
    if (known.has(path)) addLines(coverage.fileCoverageFor(path), other.fileCoverageFor(path));
  }
  return coverage;
}

function addLines({ data: { s: counts, statementMap } }: FileCoverage, other: FileCoverage): void {
  const counted = other.getLineCoverage();
  for (const [key, { start }] of Object.entries(statementMap)) {
    counts[key] = (counts[key] ?? 0) + (counted[start.line] ?? 0);
  }
}

function writeReports(coverageMap: CoverageMap): void {
  const context = contexts.createContext({ dir: folder, coverageMap });
  for (const writer of [reporters.create('html'), reporters.create('text-summary')]) writer.execute(context);
}
