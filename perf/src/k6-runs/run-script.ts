import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TargetProblem } from '../accounts/target-problem.ts';
import type { K6 } from './find-k6.ts';
import { type K6Summary, readSummary } from './read-summary.ts';

/** The scripts as they are built: each is one file that imports from k6 alone. */
const built = new URL('../../dist/k6/', import.meta.url);

/** The exit codes of k6 that leave a summary behind: all is well, thresholds are missed, it was interrupted. */
const withSummary: ReadonlySet<number | null> = new Set([0, 99, 105]);

/** Variables that would make k6 run another load than the script's, or write no summary. */
const overriding = [
  'K6_VUS',
  'K6_DURATION',
  'K6_ITERATIONS',
  'K6_STAGES',
  'K6_NO_SETUP',
  'K6_NO_TEARDOWN',
  'K6_NO_THRESHOLDS',
  'K6_NO_SUMMARY',
  'K6_SUMMARY_MODE',
  'K6_SUMMARY_TREND_STATS',
  'K6_SUMMARY_TIME_UNIT',
  'K6_NEW_MACHINE_READABLE_SUMMARY',
];

const MOST_WORDS = 4_000;
const LAST_LINES = 3;

/**
 * Runs a script with k6, which reports its use to nobody and opens no port to other machines. Rejects with a `TargetProblem` when k6
 * leaves no summary behind.
 */
export async function runScript(
  { program }: K6,
  script: string,
  settings: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<K6Summary> {
  const directory = await mkdtemp(join(tmpdir(), 'billing-perf-'));
  const file = join(directory, 'summary.json');
  try {
    const env = environment({ ...settings, BILLING_PERF_SUMMARY: file });
    const args = ['run', '--quiet', '--no-usage-report', '--address', '', '--include-system-env-vars'];
    const end = await ended(program, [...args, fileURLToPath(new URL(`${script}.js`, built))], env, signal);
    const summary = withSummary.has(end.code) ? readSummary(file) : undefined;
    if (summary) return summary;
    if (signal.aborted) throw new TargetProblem('k6 was stopped before it had measured anything.');
    throw new TargetProblem(`k6 ended with ${end.code} and without a summary: ${end.lastWords}`);
  } finally {
    await rm(directory, { recursive: true });
  }
}

function environment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    K6_WEB_DASHBOARD: 'false',
    ...process.env,
    ...settings,
    K6_NO_USAGE_REPORT: 'true',
    K6_WEB_DASHBOARD_HOST: '127.0.0.1',
  };
  for (const name of overriding) delete env[name];
  return env;
}

async function ended(program: string, args: readonly string[], env: NodeJS.ProcessEnv, signal: AbortSignal) {
  // In a group of its own k6 hears of Ctrl-C once, by this process: the second time would end it without a summary.
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  let words = '';
  child.stderr.on('data', (chunk) => {
    words = (words + String(chunk)).slice(-MOST_WORDS);
  });
  const interrupt = () => child.kill('SIGINT');
  const kill = () => child.kill('SIGKILL');
  signal.addEventListener('abort', interrupt);
  if (signal.aborted) interrupt();
  process.on('exit', kill);
  const [code]: (number | null)[] = await once(child, 'close');
  process.off('exit', kill);
  signal.removeEventListener('abort', interrupt);
  return { code: code ?? null, lastWords: words.trim().split('\n').slice(-LAST_LINES).join(' ') || 'it said nothing' };
}
