import type { TimelineEntry } from '@billing-testkit/engine';

/** What is told of the things that happen to accounts. */
export interface AccountListener {
  /** Whether it wants to be told of an account. */
  isListeningTo(uuid: string): boolean;
  /** Tells what happened to an account, in order. It must not fail: the account is changed already. */
  happened(uuid: string, entries: readonly TimelineEntry[]): void;
}
