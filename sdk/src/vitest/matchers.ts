import { expect } from 'vitest';
import { type BillMatchers, billMatchers } from '../testing/matchers.ts';

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends BillMatchers<R> {}
}

expect.extend(billMatchers);

export { expect };
