import type { InteractionResult } from './verification.ts';

/** The lines that tell a verification to people: every interaction that does not hold, with its mismatches, and a sum. */
export function resultLines(results: readonly InteractionResult[], notices: readonly string[]): string[] {
  const failed = results.filter(({ holds }) => !holds);
  const pending = failed.filter(({ isPending }) => isPending).length;
  const sum = `${results.length - failed.length} of ${results.length} interactions hold`;
  return [
    ...failed.flatMap(failureLines),
    ...notices,
    pending === 0
      ? `${sum}.`
      : `${sum}; ${pending} that ${pending === 1 ? 'fails is' : 'fail are'} pending, which is no failure of the run.`,
  ];
}

/** Whether an interaction fails that is not pending. */
export function isBroken(results: readonly InteractionResult[]): boolean {
  return results.some(({ holds, isPending }) => !holds && !isPending);
}

function failureLines({ consumer, description, states, isPending, mismatches }: InteractionResult): string[] {
  const given = states.length === 0 ? '' : `, given ${states.join(' and ')}`;
  const pending = isPending ? 'pending: ' : '';
  return [
    `✗ ${pending}${consumer}: ${description}${given}`,
    ...mismatches.map(({ place, message }) => `    ${place}: ${message}`),
  ];
}
