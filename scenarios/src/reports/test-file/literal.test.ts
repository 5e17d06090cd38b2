import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { literal, quoted } from './literal.ts';

test('plain data reads as what it is, whatever is in it', () => {
  const key = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'a-b', "it's", '\u2028'));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ maxDepth: 4 }, tie('leaf'), fc.array(tie('tree')), fc.dictionary(key, tie('tree'))),
    leaf: fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.double({ noNaN: true }),
      fc.boolean(),
      fc.constant(null),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      const read: unknown = runInNewContext(`JSON.stringify(${literal(value)})`);
      expect(read).toBe(JSON.stringify(value));
    }),
  );
});

test('a string stays on one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(quoted(text)).not.toMatch(/[\n\r\u2028\u2029]/);
    }),
  );
});
