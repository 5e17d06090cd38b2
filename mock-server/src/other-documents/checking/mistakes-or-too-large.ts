import type { ErrorDetail } from '../../errors/refusal.ts';
import { CheckTooLarge } from './check.ts';

/** The mistakes of a check; one mistake when the check is too much work. */
export function mistakesOrTooLarge(check: () => readonly ErrorDetail[]): readonly ErrorDetail[] {
  try {
    return check();
  } catch (error) {
    if (error instanceof CheckTooLarge) return [{ path: '', message: 'is too much to check against its schema' }];
    throw error;
  }
}
