import { randomOf } from '../random/random.ts';
import type { FaultRule } from './fault-rule.ts';

/**
 * The next number of a rule's chances, from 0 to below 1: with a seed the same sequence each time. The rule has counted the numbers before
 * it, so that it can be saved in the middle of its sequence.
 */
export function nextChance(rule: FaultRule): number {
  const { seed } = rule.fault;
  if (seed === undefined) return Math.random();
  rule.drawn += 1;
  return randomOf(`${seed} ${rule.drawn}`).next();
}
