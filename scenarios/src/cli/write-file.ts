import { reasonOf } from '../target/reason-of.ts';

/** Writes something to a file; whether it could. One that fails, for want of space maybe, is no reason to lose the others. */
export function wasWritten(file: string, write: () => void): boolean {
  try {
    write();
    return true;
  } catch (error) {
    process.stderr.write(`${file} could not be written: ${reasonOf(error)}\n`);
    return false;
  }
}
