import { SelectionError } from './selection-error.ts';
import { unknownWord } from './unknown-word.ts';

/** Reads `kr,jp` into members, each named once; `known` are those that bill. */
export function parseMembers(text: string, known: readonly string[]): string[] {
  const members = [...new Set(text.split(',').map((member) => member.trim()))];
  if (members.includes('')) {
    throw new SelectionError(`${JSON.stringify(text)} names no member: write members as kr,jp.`);
  }
  const stranger = members.find((member) => !known.includes(member));
  if (stranger !== undefined) throw unknownWord(stranger, known, 'The policy has');
  return members;
}
