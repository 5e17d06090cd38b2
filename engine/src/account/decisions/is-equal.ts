/** Whether plain data is equal. A field that is `undefined` is as one that is not there. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, index) => isEqual(value, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const hasOther = Object.keys(b).some((key) => b[key] !== undefined && a[key] === undefined);
  return !hasOther && Object.keys(a).every((key) => isEqual(a[key], b[key]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
