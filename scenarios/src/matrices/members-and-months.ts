import { addMonths, isMonth, type Month } from '@billing-testkit/engine';
import { SelectionError, unknownWord } from './usage-errors.ts';

/** Reads `kr,jp` into members, each named once. Throws a `SelectionError` for a member that is not `known`. */
export function parseMembers(text: string, known: readonly string[]): string[] {
  const members = [...new Set(text.split(',').map((member) => member.trim()))];
  if (members.includes('')) {
    throw new SelectionError(`${JSON.stringify(text)} names no member: write members as kr,jp.`);
  }
  return checkMembers(members, known);
}

/** The members themselves. Throws a `SelectionError` when one of them is not known. */
export function checkMembers<Members extends readonly string[]>(members: Members, known: readonly string[]): Members {
  const unknown = members.find((member) => !known.includes(member));
  if (unknown !== undefined) throw unknownWord(unknown, known, 'The policy has');
  return members;
}

/** The months of a century: more of them are a typing mistake. */
const MAX_MONTHS = 1200;

/** Reads `2025-03`, `2025-01..2025-12` or a list of both, into months each named once, in the order they were. */
export function parseMonths(text: string): Month[] {
  return [...new Set(text.split(',').flatMap((part) => monthsOf(part.trim())))];
}

function monthsOf(part: string): Month[] {
  const [from = '', to = from, ...rest] = part.split('..').map((month) => month.trim());
  const [mistake] = [from, to, ...rest].filter((month) => !isMonth(month));
  if (mistake !== undefined || rest.length > 0) {
    throw new SelectionError(
      `${JSON.stringify(mistake ?? part)} is no month: write months as 2025-03, 2025-01..2025-12 or 2025-01,2025-02.`,
    );
  }
  if (from > to) throw new SelectionError(`${part} has no month: ${from} is after ${to}. Write ${to}..${from}.`);
  const months = [from];
  for (let month = from; month < to; month = addMonths(month, 1)) months.push(addMonths(month, 1));
  if (months.length > MAX_MONTHS) throw new SelectionError(`${part} are ${months.length} months: name fewer.`);
  return months;
}
