import { validateHeaderName, validateHeaderValue } from 'node:http';
import { UsageError } from '../budgets/usage-error.ts';
import { type Workload, workloads } from '../requests/workloads.ts';

/** Reads a whole number; `what` begins the sentence that refuses another one. */
export function wholeNumber(what: string, min: number, max: number): (text: string) => number {
  return (text) => {
    if (/^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max) return Number(text);
    throw new UsageError(`${what} is a whole number from ${min} to ${max}, not ${JSON.stringify(text)}.`);
  };
}

const unitsInMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Reads `500ms`, `10s`, `2m` or `1h`, up to `maxMs`; `what` begins the sentence that refuses another text. */
export function time(what: string, maxMs: number): (text: string) => number {
  return (text) => {
    const [, digits, unit = ''] = /^(\d{1,9})(ms|s|m|h)$/.exec(text) ?? [];
    const ms = Number(digits) * (unitsInMs[unit] ?? 0);
    if (ms >= 1 && ms <= maxMs) return ms;
    throw new UsageError(`${what} is a time like 500ms, 10s or 2m, not ${JSON.stringify(text)}.`);
  };
}

/** Reads `Authorization: Bearer abc` and adds it to the headers read before. */
export function header(text: string, previous: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, name = '', value = ''] = /^([^:]*):\s*(.*?)\s*$/s.exec(text) ?? [];
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch (cause) {
    throw new UsageError("--header is a name and a value, like 'Authorization: Bearer …'.", { cause });
  }
  return { ...previous, [name.toLowerCase()]: value };
}

/** Reads `read,mixed`. The workloads run in their own order. */
export function workloadsNamed(text: string): Workload[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !workloads.some((workload) => workload.name === name));
  if (unknown !== undefined) {
    const known = workloads.map(({ name }) => name).join(', ');
    throw new UsageError(`There is no workload ${JSON.stringify(unknown)}: name some of ${known}.`);
  }
  return workloads.filter(({ name }) => names.includes(name));
}

export function fileName(text: string): string {
  if (text !== '') return text;
  throw new UsageError('A file needs a name.');
}

/** Reads the address of a target: http or https, without query and fragment. */
export function targetAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '') return text;
  const hint = /^[\w.-]+(?::\d+)?(?:\/|$)/.test(text) ? ` Did you mean http://${text}?` : '';
  throw new UsageError(`--target is an http or https URL without query, not ${JSON.stringify(text)}.${hint}`);
}
