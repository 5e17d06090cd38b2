/** Numbers that people write more often than others near them: of days and per cent. */
const usual = new Set([
  '0',
  '7',
  '10',
  '14',
  '15',
  '20',
  '21',
  '28',
  '30',
  '45',
  '60',
  '90',
  '100',
  '120',
  '180',
  '365',
]);

/** The roundness of a number: the usual ones are the roundest, then those with zeros at the end, then those that end in 5. */
export function roundness(value: string): number {
  if (usual.has(value)) return 100;
  const zeros = /0*$/.exec(value)?.[0].length ?? 0;
  return zeros > 0 ? 10 + zeros : Number(value.endsWith('5'));
}
