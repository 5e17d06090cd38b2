/** The number of measurements of each thing, and the length of one where it can be chosen. */
export interface Turns {
  readonly rounds: number;
  readonly seconds: number;
}

/** Two things of one kind: the one that is measured, and the least that does the same. */
export interface Compared<Kind> {
  readonly ours: Kind;
  readonly least: Kind;
}

/** Measures both in turns. Returns the medians of each figure; the first round warms up and is not counted. */
export async function inTurns<Kind, Figure extends string>(
  { rounds }: Turns,
  compared: Compared<Kind>,
  measure: (one: Kind) => Record<Figure, number> | Promise<Record<Figure, number>>,
): Promise<(figure: Figure) => Compared<number>> {
  const [ours, least]: [Record<Figure, number>[], Record<Figure, number>[]] = [[], []];
  for (let round = 0; round <= rounds; round += 1) {
    const [leastOnce, oursOnce] = [await measure(compared.least), await measure(compared.ours)];
    if (round === 0) continue;
    ours.push(oursOnce);
    least.push(leastOnce);
  }
  const medianOf = (name: Figure, figures: typeof ours) => median(figures.map((once) => once[name]));
  return (name) => ({ ours: medianOf(name, ours), least: medianOf(name, least) });
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

/** Prints one line: both figures in their unit, and the ratio of ours to the least. */
export function printRatio(what: string, against: string, { ours, least }: Compared<number>, unit: string): void {
  const ratio = (ours / least).toFixed(2);
  process.stdout.write(`${what}: ${figure(ours)} ${unit}, ${against} ${figure(least)} ${unit}, ratio ${ratio}\n`);
}

function figure(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}
