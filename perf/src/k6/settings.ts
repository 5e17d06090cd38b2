/** The settings that the environment gives to a script. */
export interface ScriptSettings {
  /** The address of the target, without a slash at its end. */
  readonly url: string;
  /** The requests a second of which each stage of the script is a multiple. */
  readonly rate: number;
  /** The time that the script takes, in seconds; its own when absent. */
  readonly durationS?: number;
  readonly accounts: number;
  readonly seed: number;
  /** Sent with every request, like credentials. */
  readonly headers: Readonly<Record<string, string>>;
  /** The budget: failed requests, and milliseconds, at most. */
  readonly failed: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** The file for the summary. */
  readonly summaryFile: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const HIGHEST_RATE = 100_000;
const MOST_ACCOUNTS = 10_000;
const LONGEST_S = 7 * 86_400;
const HIGHEST = 1_000_000_000;

/**
 * The settings of a script by the variables `BILLING_PERF_*`. A variable that is empty counts as one that is not set. Throws an
 * `Error` that names the variable that is wrong.
 */
export function settingsFrom(env: Environment, script: string): ScriptSettings {
  const text = (name: string, fallback: string) => {
    const { [`BILLING_PERF_${name}`]: set = '' } = env;
    return set === '' ? fallback : set;
  };
  const number = (name: string, fallback: number, least: number, most: number) => {
    const told = text(name, String(fallback));
    const value = Number(told);
    if (value >= least && value <= most) return value;
    throw new Error(`BILLING_PERF_${name} is a number from ${least} to ${most}, not ${JSON.stringify(told)}.`);
  };
  const hasDuration = text('DURATION_S', '') !== '';
  return {
    url: urlFrom(text('URL', 'http://localhost:5000')),
    rate: number('RATE', 500, 1, HIGHEST_RATE),
    ...(hasDuration && { durationS: number('DURATION_S', 60, 1, LONGEST_S) }),
    accounts: number('ACCOUNTS', 50, 1, MOST_ACCOUNTS),
    seed: number('SEED', 1, 0, HIGHEST),
    headers: headersFrom(text('HEADERS', '{}')),
    failed: number('FAILED', 0, 0, HIGHEST),
    p50Ms: number('P50_MS', 3, 0, HIGHEST),
    p99Ms: number('P99_MS', 20, 0, HIGHEST),
    summaryFile: text('SUMMARY', `billing-perf-${script}.json`),
  };
}

function urlFrom(text: string): string {
  if (/^https?:\/\/[^?#]+$/.test(text)) return text.replace(/\/+$/, '');
  throw new Error(`BILLING_PERF_URL is an http or https URL without query, not ${JSON.stringify(text)}.`);
}

function headersFrom(text: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(parsed(text))) headers[name] = String(value);
  return headers;
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // The sentence below tells the mistake.
  }
  throw new Error('BILLING_PERF_HEADERS is a JSON object of headers.');
}
