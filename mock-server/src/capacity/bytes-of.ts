const OBJECT_BYTES = 32;
const FIELD_BYTES = 8;
const TEXT_BYTES = 24;

/** The approximate memory of a value of plain data, in bytes. A text counts one byte a character. */
export function bytesOf(value: unknown): number {
  if (typeof value === 'string') return TEXT_BYTES + value.length;
  if (typeof value !== 'object' || value === null) return 0;
  let bytes = OBJECT_BYTES;
  for (const part of Object.values(value)) bytes += FIELD_BYTES + bytesOf(part);
  return bytes;
}
