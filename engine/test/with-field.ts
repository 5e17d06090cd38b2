/** A copy of `value` in which the field at the JSON pointer is `field`, whatever its type, as a client could send it. */
export function withField<Value extends object>(value: Value, pointer: string, field: unknown): Value {
  const copy = structuredClone(value);
  const keys = pointer.split('/').slice(1);
  const last = keys.pop() ?? '';
  const owner = keys.reduce<object>((parent, key) => Reflect.get(parent, key), copy);
  if (!Reflect.set(owner, last, field)) throw new Error(`${pointer} cannot be set.`);
  return copy;
}
