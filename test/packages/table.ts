const FIRST = 56;
const OTHERS = 10;

/** Prints a row of the table, as soon as it is known. */
export function printRow(first: string, others: readonly string[]): void {
  const cells = [first.padEnd(FIRST), ...others.map((text) => text.padEnd(OTHERS))];
  process.stdout.write(`${cells.join('').trimEnd()}\n`);
}
