import type { CommandType } from '@billing-testkit/engine';

/** The commands that take something out. They are never refused for want of room, though some of them leave a note of it. */
const deletions: ReadonlySet<CommandType> = new Set([
  'deleteReading',
  'deleteReadings',
  'deleteContract',
  'unassignContracts',
  'deleteAdjustments',
  'cancelCredits',
  'deleteCalculation',
  'cancelPayments',
]);

export function isDeletion(type: CommandType): boolean {
  return deletions.has(type);
}
