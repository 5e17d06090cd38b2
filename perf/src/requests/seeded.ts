/**
 * A number from 0 (inclusive) to 1 (exclusive) that follows from a seed and an index. Every process, and every virtual user of k6,
 * finds the same number without asking another one. The bits are mixed as in MurmurHash3.
 */
export function seededShare(seed: number, index: number): number {
  let bits = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 0x1_0000_0000;
}

/** A whole number from `least` to `most`, both inclusive, that follows from a seed and an index. */
export function seededWhole(seed: number, index: number, least: number, most: number): number {
  return least + Math.floor(seededShare(seed, index) * (most - least + 1));
}
