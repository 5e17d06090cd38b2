import { isDeepStrictEqual } from 'node:util';
import { type CellNumbers, cellText } from '../../matrices/matrix.ts';
import type { MatrixRun, MissingShards } from '../../runs/results.ts';
import { type Report, ReportError } from '../summary/report.ts';
import { printable } from '../summary/wording.ts';

/** A report, and the file that it was read from. */
export interface NamedReport {
  readonly file: string;
  readonly report: Report;
}

/** The facts that the shards of one run have in common. */
const common: Readonly<Record<string, (run: MatrixRun) => unknown>> = {
  matrix: ({ matrix }) => matrix,
  target: ({ target }) => target,
  'way of asking': ({ via }) => via,
  catalog: ({ catalog }) => catalog,
  'list of figures that are not compared': ({ omits }) => omits,
  'list of what the target supports': ({ supports }) => supports,
  coverage: ({ selection }) => selection.coverage,
  seed: ({ selection }) => selection.seed,
  filter: ({ selection }) => selection.filter,
};

/** Throws a `ReportError` unless the reports are of the same run. */
export function checkMatch(one: NamedReport, other: NamedReport): void {
  for (const [name, valueIn] of Object.entries(common)) {
    const [ours, theirs] = [valueIn(one.report.run), valueIn(other.report.run)];
    if (!isDeepStrictEqual(ours, theirs)) {
      throw refusal(
        `${one.file} and ${other.file} are of different runs: the ${name} is ${said(ours)} and ${said(theirs)}.`,
      );
    }
  }
  for (const name of dimensionNames(one, other)) {
    const [ours, theirs] = [one, other].map(({ report }) =>
      report.run.dimensions.find((dimension) => dimension.name === name),
    );
    if (!isDeepStrictEqual(ours, theirs)) {
      throw refusal(`${one.file} and ${other.file} are of different runs: the dimension ${name} is not the same.`);
    }
  }
}

/** Throws a `ReportError` when a shard or a cell is in two of the reports. */
export function checkNoOverlap(reports: readonly NamedReport[], numbers: CellNumbers): void {
  const shards = new Map<number, string>();
  const cells = new Map<number, string>();
  for (const { file, report } of reports) {
    for (const index of shardsIn(report.run)) {
      claim(shards, index, { file, what: `shard ${index} of ${shardCount(report.run)}` });
    }
    for (const { cell } of report.run.results)
      claim(cells, numbers.numberOf(cell), { file, what: `the cell ${cellText(cell)}` });
  }
}

/**
 * The shards that none of the reports has; none when there are all. Throws a `ReportError` when the shards are of different sizes.
 */
export function missingShards(reports: readonly NamedReport[]): MissingShards | undefined {
  const [first] = reports;
  const count = first ? shardCount(first.report.run) : 1;
  for (const { file, report } of reports) {
    if (shardCount(report.run) !== count) {
      throw refusal(`${first?.file} is ${sizeText(count)}, but ${file} is ${sizeText(shardCount(report.run))}.`);
    }
  }
  const there = new Set(reports.flatMap(({ report }) => shardsIn(report.run)));
  const indexes = everyShard(count).filter((index) => !there.has(index));
  return indexes.length === 0 ? undefined : { indexes, count };
}

function shardCount({ selection: { shard, missing } }: MatrixRun): number {
  return shard?.count ?? missing?.count ?? 1;
}

function shardsIn({ selection: { shard, missing } }: MatrixRun): number[] {
  if (shard) return [shard.index];
  return everyShard(missing?.count ?? 1).filter((index) => !missing?.indexes.includes(index));
}

function everyShard(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function sizeText(count: number): string {
  return count === 1 ? 'the whole run' : `one of ${count} shards`;
}

function claim(owners: Map<number, string>, key: number, { file, what }: { file: string; what: string }): void {
  const owner = owners.get(key);
  if (owner !== undefined) throw refusal(`${owner} and ${file} overlap: both have ${what}.`);
  owners.set(key, file);
}

function dimensionNames(...reports: readonly NamedReport[]): Set<string> {
  return new Set(reports.flatMap(({ report }) => report.run.dimensions.map(({ name }) => name)));
}

function said(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value);
}

function refusal(message: string): ReportError {
  return new ReportError(printable(message));
}
