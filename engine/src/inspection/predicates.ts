// Tests of the values that a field may hold. An inspection explains the mistake; callers that need only the answer use these tests.

export function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

export function isOneOf(value: unknown, values: readonly string[]): boolean {
  return values.includes(String(value));
}
