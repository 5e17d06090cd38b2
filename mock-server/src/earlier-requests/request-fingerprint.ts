import { createHash } from 'node:crypto';

/** Deeper bodies are compared by their bytes: no field that the API describes is as deep. */
const MAX_DEPTH = 100;

/**
 * The fingerprint that equal requests share, made from path, query and body. Bodies that differ only in the order of their
 * fields, or in white space, are the same.
 */
export function fingerprintOf(target: string, bytes: Buffer, body: unknown): string {
  const hash = createHash('sha256').update(`${target} `);
  const isShallow = depthIsWithin(body, MAX_DEPTH);
  return (isShallow ? hash.update(JSON.stringify(body, sorted) ?? '') : hash.update(bytes)).digest('base64');
}

/** Fields in one order, whatever the order they came in. */
function sorted(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function depthIsWithin(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((part) => depthIsWithin(part, depth - 1));
}
