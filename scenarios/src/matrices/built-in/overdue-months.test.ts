import { addMonths, type LateFeePolicy, type Policy, standardPolicy } from '@billing-testkit/engine';
import { describe, expect, test } from 'vitest';
import { decisiveMonths, monthsUntilOverdue } from './overdue-months.ts';

function policyWith(lateFees: Partial<LateFeePolicy>, rules: NonNullable<Policy['rules']> = {}): Policy {
  return { ...standardPolicy, lateFees: { ...standardPolicy.lateFees, ...lateFees }, rules };
}

const months = Array.from({ length: 24 }, (_, index) => addMonths('2024-01', index));

describe('a month is overdue', () => {
  test.each([
    // Due on the 25th of the next month, and overdue in the month after that.
    ['two months later by the standard policy', {}, 2],
    ['a month later without days of grace', { graceDays: 0 }, 1],
    // 100 days after a 25th are from the 2nd to the 5th of the fourth month after it.
    ['five months later with 100 days of grace', { graceDays: 100 }, 5],
    ['a month later when it is due on the 1st', { dueDay: 1, graceDays: 27 }, 1],
  ])('%s', (_, lateFees, later) => {
    const found = months.map((month) => monthsUntilOverdue(month, policyWith(lateFees)));
    expect(found).toEqual(months.map(() => later));
  });

  test('a month later when the policy chose no grace', () => {
    const policy = policyWith({}, { lateFeeGrace: 'NONE' });
    expect(monthsUntilOverdue('2025-08', policy)).toBe(1);
  });
});

describe('the months that tell most exactly how many days of grace there are', () => {
  test.each([
    // December, due on 25 January, is overdue from 24 February, four days before the end of February 2025. November, due on
    // 25 December, is not yet overdue at the end of December, and neither is any other month at the end of one of 31 days: 24
    // days are missing.
    ['by the standard policy', {}, ['2025-02', '2024-01']],
    // January is overdue from 25 February on, three days before the end; nothing is due earlier.
    ['without days of grace', { graceDays: 0 }, ['2025-02']],
    // January 2025, due on 25 February, is overdue from 5 June on, 25 days before the end. September 2023, due on 25 October, is
    // overdue from 2 February 2024 on, which is two days after the end of January.
    ['with 100 days of grace', { graceDays: 100 }, ['2025-06', '2024-01']],
  ])('%s are %j', (_, lateFees, decisive) => {
    expect(decisiveMonths(policyWith(lateFees))).toEqual(decisive);
  });

  test('are those by the due date when the policy chose no grace', () => {
    expect(decisiveMonths(policyWith({}, { lateFeeGrace: 'NONE' }))).toEqual(['2025-02']);
  });
});
