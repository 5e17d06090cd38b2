import { expect, test } from 'vitest';
import { spreadEvenly } from './spread-evenly.ts';

test('every item comes once, however many there are', () => {
  for (let length = 0; length <= 200; length += 1) {
    const items = Array.from({ length }, (_, index) => index);
    expect(spreadEvenly(items).toSorted((a, b) => a - b)).toEqual(items);
  }
});

test('any beginning has about as much of every part', () => {
  const order = spreadEvenly(Array.from({ length: 27_000 }, (_, index) => index));
  for (const count of [50, 500, 5_000]) {
    const ofFifths = [0, 0, 0, 0, 0];
    for (const index of order.slice(0, count))
      ofFifths[Math.floor(index / 5_400)] = (ofFifths[Math.floor(index / 5_400)] ?? 0) + 1;
    for (const share of ofFifths) expect(share / count).toBeCloseTo(0.2, 1);
  }
});

test('the order is always the same', () => {
  expect(spreadEvenly(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])).toEqual(['a', 'f', 'c', 'h', 'e', 'b', 'g', 'd']);
});
