import type { Instant } from '@billing-testkit/engine';

/** An instant as answers have it: UTC, without the zeros at its end. */
export function toWireInstant(instant: Instant): string {
  return instant.replace(/\.?0*Z$/, 'Z');
}
