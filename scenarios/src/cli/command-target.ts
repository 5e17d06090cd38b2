import { printable } from '../reports/summary/wording.ts';
import { reasonOf, type Target } from '../targets/target.ts';
import type { TargetOptions } from '../targets/target-options.ts';
import type { TargetSettings } from './task.ts';

/** The options that a target is opened with, from those of the command line. */
export function targetOptionsOf({
  via,
  timeout,
  header,
  keepAccounts,
  defect,
}: TargetSettings): TargetOptions & Pick<TargetSettings, 'via'> {
  return { via, timeoutMs: timeout, headers: header, keepsAccounts: keepAccounts, defects: defect };
}

/** Closes a target. A failure to close it says nothing about its bills, so it is only printed. */
export async function closeTarget({ name }: Pick<Target, 'name'>, close: () => Promise<void>): Promise<void> {
  try {
    await close();
  } catch (error) {
    process.stderr.write(`${printable(name)} could not be closed: ${printable(reasonOf(error))}\n`);
  }
}
