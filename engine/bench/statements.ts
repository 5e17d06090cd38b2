/**
 * This benchmark measures the processor time of statements and of an account's commands. With `--against DIRECTORY`, where another
 * engine is built, both engines take turns in rounds of one run, and their medians are compared.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import * as thisEngine from '@billing-testkit/engine';
import type { Command, CommandType } from '@billing-testkit/engine/account';

type Engine = Pick<typeof thisEngine, 'calculateStatement' | 'decide' | 'apply' | 'openAccount' | 'standardPolicy'>;

const { values } = parseArgs({
  options: { against: { type: 'string' }, rounds: { type: 'string', default: '9' } },
});
const otherEngine: Engine | undefined = values.against && (await import(entryOf(values.against)));

function entryOf(directory: string): string {
  return pathToFileURL(resolve(directory, 'dist/index.js')).href;
}

const counters = [
  { counterName: 'compute.c2.c8m8', counterType: 'DELTA', unit: 'MINUTES' },
  { counterName: 'network.traffic.out', counterType: 'DELTA', unit: 'MB' },
  { counterName: 'storage.volume.ssd', counterType: 'GAUGE', unit: 'GB' },
  { counterName: 'test.meter', counterType: 'CUMULATIVE', unit: 'UNITS' },
] as const;

const twoDigits = (value: number) => String(value).padStart(2, '0');

function readings(count: number) {
  return Array.from({ length: count }, (_, n) => ({
    ...(counters[n % counters.length] ?? counters[0]),
    projectId: `p-${n % 5}`,
    volume: `${100 + (n % 977)}.25`,
    timestamp: `2025-03-${twoDigits(1 + (n % 28))}T${twoDigits(n % 24)}:00:00Z`,
    resourceId: `r-${n % 50}`,
  }));
}

const now = '2025-03-31T00:00:00.000000000Z';

function statement(count: number) {
  const input = { member: 'kr', month: '2025-03', readings: readings(count) };
  return ({ calculateStatement }: Engine) => {
    return () => calculateStatement(input);
  };
}

/** A command on an account that has `recorded` readings. */
function command<Type extends CommandType>(recorded: number, what: Command<Type>) {
  return ({ apply, decide, openAccount, standardPolicy }: Engine) => {
    const [member] = standardPolicy.members;
    if (!member) throw new Error('The standard policy has members.');
    const account = openAccount({ uuid: 'acme', member, createdAt: now });
    const run = <Any extends CommandType>(given: Command<Any>) => {
      for (const event of decide(account, given, { now }).events) apply(account, event);
    };
    run({ type: 'recordReadings', readings: readings(recorded) });
    return () => run(what);
  };
}

const measured = {
  'statement of 0 readings': statement(0),
  'statement of 10 readings': statement(10),
  'statement of 1000 readings': statement(1000),
  'statement of 1 000 000 readings': statement(1_000_000),
  'batch of 5 readings': command(10_000, { type: 'recordReadings', readings: readings(5) }),
  'batch of 100 readings': command(10_000, { type: 'recordReadings', readings: readings(100) }),
  'month of an account with 10 000 readings': command(10_000, { type: 'calculate', month: '2025-03' }),
};

for (const [name, prepare] of Object.entries(measured)) {
  const engines = otherEngine ? [thisEngine, otherEngine] : [thisEngine];
  const runs = engines.map(prepare);
  for (const run of runs) timeOf(run);
  const rounds = Array.from({ length: Number(values.rounds) }, () => runs.map(timeOf));
  const [here = 0, there] = engines.map((_, index) => median(rounds.map((times) => times[index] ?? 0)));
  const compared = there === undefined ? '' : `, against ${there.toFixed(1)} µs: ${(there / here).toFixed(1)} to 1`;
  process.stdout.write(`${name}: ${here.toFixed(1)} µs, ${Math.round(1e6 / here)}/s${compared}\n`);
}

/** The microseconds of processor time that one call takes, of as many as take a tenth of a second. */
function timeOf(run: () => void): number {
  const start = processorTime();
  let count = 0;
  do {
    run();
    count += 1;
  } while (processorTime() - start < 100_000);
  return (processorTime() - start) / count;
}

function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
