import { resultOf } from './result-of.ts';

/** Carries out the command line, tells the outcome, and sets the exit code. */
export async function runBillingContracts(argv: readonly string[]): Promise<void> {
  // A reader that ends early, like head, is no error.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  const { lines, complaint, exitCode } = await resultOf(argv);
  for (const line of lines) process.stdout.write(`${printable(line)}\n`);
  if (complaint !== undefined) process.stderr.write(`${printable(complaint)}\n`);
  process.exitCode = exitCode;
}

/** The text without characters that a terminal would obey. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  return text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu, ' ');
}
