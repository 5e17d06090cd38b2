import type { FaultRule } from './fault-rule.ts';

const STEP = 0x6d2b79f5;

/** The next number of a rule's chances, from 0 to below 1: with a seed the same sequence each time (the generator is mulberry32). */
export function nextChance(rule: FaultRule): number {
  if (rule.chance === undefined) return Math.random();
  rule.chance = (rule.chance + STEP) >>> 0;
  let mixed = Math.imul(rule.chance ^ (rule.chance >>> 15), rule.chance | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
