import { expect, test } from 'vitest';
import { spread } from './spread.ts';

test('every item comes once, however many there are', () => {
  for (let length = 0; length <= 200; length += 1) {
    const items = Array.from({ length }, (_, index) => index);
    expect(spread(items).toSorted((a, b) => a - b)).toEqual(items);
  }
});

test('any beginning has about as much of every part', () => {
  const order = spread(Array.from({ length: 27_000 }, (_, index) => index));
  for (const count of [50, 500, 5_000]) {
    const ofFifths = [0, 0, 0, 0, 0];
    for (const index of order.slice(0, count))
      ofFifths[Math.floor(index / 5_400)] = (ofFifths[Math.floor(index / 5_400)] ?? 0) + 1;
    for (const share of ofFifths) expect(share / count).toBeCloseTo(0.2, 1);
  }
});

test('the order is always the same', () => {
  expect(spread(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])).toEqual(['a', 'f', 'c', 'h', 'e', 'b', 'g', 'd']);
});
