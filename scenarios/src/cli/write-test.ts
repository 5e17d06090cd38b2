import { writeFileSync } from 'node:fs';
import { type TestFileOptions, testFileText } from '../test-file/test-file.ts';
import { wasWritten } from './write-file.ts';

/** Writes a test file of the cells that were shrunk, and tells what came of that; whether nothing was lost. */
export async function writeTest(options: TestFileOptions): Promise<boolean> {
  const { file } = options;
  const text = await testFileText(options);
  if (text === undefined) {
    process.stderr.write(`${file} is not written: no bill differs.\n`);
    return true;
  }
  const isThere = wasWritten(file, () => writeFileSync(file, text));
  if (isThere) process.stderr.write(`${file} has the tests.\n`);
  return isThere;
}
