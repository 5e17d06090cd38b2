import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type Policy, standardPolicy } from '@billing-testkit/engine';
import { fitCatalog } from '../fitting/fit-catalog.ts';
import { countsOf, fittedCatalogText, fittedText } from '../fitting/fit-text.ts';
import { startingCatalog } from '../fitting/starting-catalog.ts';
import { UsageError } from '../matrices/usage-errors.ts';
import { durationText, printable } from '../reports/summary/wording.ts';
import { openTarget } from '../targets/open-target.ts';
import { reasonOf, type Target, TargetProblem } from '../targets/target.ts';
import { checkTargetOptions } from '../targets/target-options.ts';
import { closeTarget, targetOptionsOf } from './command-target.ts';
import { exitCodes } from './exit-code.ts';
import { FitMeter } from './fit-meter.ts';
import { type Interruption, interruptOnSignals } from './interruption.ts';
import { policyIn } from './plan.ts';
import { checkReports } from './report-output.ts';
import type { FitTaskOptions } from './task.ts';

/** Finds the catalog of a target, writes and tells it, and returns the exit code. Throws errors that `exitCodeFor` knows. */
export async function fitCommand(options: FitTaskOptions): Promise<number> {
  checkFile(options.write);
  const catalog = policyIn(options.catalog) ?? standardPolicy;
  const targetOptions = targetOptionsOf(options);
  checkTargetOptions(options.target, targetOptions, catalog);
  const opened = await openTarget(options.target, targetOptions, startingCatalog(catalog, options));
  const interruption = interruptOnSignals('nothing is written');
  try {
    return await fitted(opened.target, startOf(opened.target, catalog, options), options, interruption);
  } finally {
    interruption.release();
    await closeTarget(opened.target, opened.close);
  }
}

/** The catalog to begin with: names of the command line come before those of an adapter. */
function startOf(target: Target, catalog: Policy, { members, counters }: FitTaskOptions): Policy {
  return startingCatalog(catalog, { members: members ?? target.members, counters: counters ?? target.counters });
}

async function fitted(
  target: Target,
  policy: Policy,
  options: FitTaskOptions,
  { signal }: Interruption,
): Promise<number> {
  const limit = AbortSignal.timeout(options.within);
  const meter = new FitMeter(process.stderr, Boolean(process.env.CI));
  const { via, concurrency, write } = options;
  const onProgress = meter.show.bind(meter);
  const fitting = { target, policy, via, concurrency, onProgress, signal: AbortSignal.any([signal, limit]) };
  const found = await fitCatalog(fitting)
    .catch((cause: unknown) => {
      throw new TargetProblem(`${problemText(cause, options.within, { signal, limit })} Nothing is written.`, {
        cause,
      });
    })
    .finally(() => meter.clear());
  writeWhole(write, fittedCatalogText(found));
  process.stdout.write(fittedText(found));
  process.stdout.write(`${printable(write)} has the catalog, after ${durationText(found.durationMs)}.\n`);
  const { compared, agree } = countsOf(found.runs);
  return agree === compared ? exitCodes.agrees : exitCodes.differs;
}

/** The reason why no catalog was found, for people. An unexpected error is passed on. */
function problemText(
  cause: unknown,
  withinMs: number,
  { signal, limit }: { signal: AbortSignal; limit: AbortSignal },
): string {
  if (signal.aborted) return 'The fit was stopped.';
  if (limit.aborted) return `The catalog was not found within ${durationText(withinMs)}.`;
  if (cause instanceof TargetProblem) return cause.message;
  throw cause;
}

/** Throws a `UsageError` for a file that could not be written after the fit. */
function checkFile(file: string): void {
  checkReports({}, [file]);
  const found = statSync(file, { throwIfNoEntry: false });
  if (found && !found.isFile()) throw new UsageError(`${file} cannot be written: it is no file.`);
}

/** Writes a file so that it has the whole text or is as it was before. */
function writeWhole(file: string, text: string): void {
  const begun = `${file}.${randomUUID()}`;
  try {
    writeFileSync(begun, text, { flag: 'wx' });
    renameSync(begun, file);
  } catch (cause) {
    rmSync(begun, { force: true });
    throw new TargetProblem(`${file} could not be written: ${reasonOf(cause)}`, { cause });
  }
}
