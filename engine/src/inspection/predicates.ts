// What a field may hold. An inspection explains it; whoever only has to know whether it is so asks here.

export function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

export function isOneOf(value: unknown, values: readonly string[]): boolean {
  return values.includes(String(value));
}
