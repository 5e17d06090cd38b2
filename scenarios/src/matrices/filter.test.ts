import { describe, expect, test } from 'vitest';
import { filtered, parseFilter } from './filter.ts';
import { SelectionError } from './usage-errors.ts';

const dimensions = [
  { name: 'member', labels: ['kr', 'jp', 'us'] },
  { name: 'credits', labels: ['none', 'FREE', 'FREE_PAID', 'ALL'] },
];

const messageOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(SelectionError);
    return error instanceof Error ? error.message : '';
  }
  return 'no error';
};

describe('a filter', () => {
  test('leaves the wanted labels of each dimension it names, and all of the others', () => {
    expect(filtered(dimensions, parseFilter('credits=ALL'))).toEqual([
      { name: 'member', labels: ['kr', 'jp', 'us'] },
      { name: 'credits', labels: ['ALL'] },
    ]);
  });

  test('takes several values of one dimension for alternatives, in the order of the matrix', () => {
    expect(filtered(dimensions, parseFilter(' member = us, credits=FREE ,member=kr'))).toEqual([
      { name: 'member', labels: ['kr', 'us'] },
      { name: 'credits', labels: ['FREE'] },
    ]);
  });

  test('may have = in a value', () => {
    expect(parseFilter('quantity=>=5')).toEqual(new Map([['quantity', ['>=5']]]));
  });

  test.each(['', 'member', 'member=', '=kr', 'member=kr,', 'member=kr,,credits=ALL'])(
    'is refused when it is %j',
    (text) => {
      expect(messageOf(() => parseFilter(text))).toBe(
        `The filter ${JSON.stringify(text)} can't be read: write it as dimension=value, like member=kr,credits=ALL.`,
      );
    },
  );

  test('tells which dimensions there are, and the near one', () => {
    expect(messageOf(() => filtered(dimensions, parseFilter('credit=ALL')))).toBe(
      'The matrix has no credit, only member, credits. Did you mean credits?',
    );
    expect(messageOf(() => filtered(dimensions, parseFilter('colour=red')))).toBe(
      'The matrix has no colour, only member, credits.',
    );
  });

  test('tells which values there are, and the near one', () => {
    expect(messageOf(() => filtered(dimensions, parseFilter('credits=fre')))).toBe(
      'The dimension credits has no fre, only none, FREE, FREE_PAID, ALL. Did you mean FREE?',
    );
    expect(messageOf(() => filtered(dimensions, parseFilter('member=xx')))).toBe(
      'The dimension member has no xx, only kr, jp, us.',
    );
  });
});
