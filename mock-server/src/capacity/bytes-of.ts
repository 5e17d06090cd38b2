const OBJECT_BYTES = 32;
const FIELD_BYTES = 8;
const TEXT_BYTES = 24;

/** The approximate memory of a value of plain data, in bytes. A text counts one byte a character. */
export function bytesOf(value: unknown): number {
  if (typeof value === 'string') return TEXT_BYTES + value.length;
  if (!isComposite(value)) return 0;
  let bytes = OBJECT_BYTES;
  for (const name in value) bytes += FIELD_BYTES + bytesOf(value[name]);
  return bytes;
}

/** The approximate memory of a field with a text or a number, in bytes; 0 when it is absent. */
export function bytesOfField(value: string | number | undefined): number {
  if (value === undefined) return 0;
  return typeof value === 'string' ? FIELD_BYTES + TEXT_BYTES + value.length : FIELD_BYTES;
}

function isComposite(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
