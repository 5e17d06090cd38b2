import { writeFileSync } from 'node:fs';
import { type TestFileOptions, testFileText } from '../test-file/test-file.ts';

/** Writes a test file of the cells that were shrunk, and tells what came of that. */
export async function writeTest(options: TestFileOptions): Promise<void> {
  const { file } = options;
  const text = await testFileText(options);
  if (text === undefined) {
    process.stderr.write(`${file} is not written: no bill differs.\n`);
    return;
  }
  writeFileSync(file, text);
  process.stderr.write(`${file} has the tests.\n`);
}
