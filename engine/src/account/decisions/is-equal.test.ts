import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isEqual } from './is-equal.ts';

/** Plain data, often nearly the same. */
const data = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(0, 1, -1, 'x', '', true, false, null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', '0'), fc.oneof(tie('value'), fc.constant(undefined)), { maxKeys: 3 }),
  ),
})).value;

/** A text that plain data has in common with equal data only. */
function printed(value: unknown): string | undefined {
  return JSON.stringify(value, (_, of: unknown) =>
    of !== null && typeof of === 'object' && !Array.isArray(of)
      ? Object.fromEntries(Object.entries(of).sort(([x], [y]) => (x < y ? -1 : 1)))
      : of,
  );
}

test('plain data is equal when it prints the same, whatever the order of its fields', () => {
  fc.assert(
    fc.property(data, data, (a, b) => {
      expect(isEqual(a, structuredClone(a))).toBe(true);
      expect(isEqual(a, b)).toBe(printed(a) === printed(b));
    }),
    { numRuns: 5000 },
  );
});
