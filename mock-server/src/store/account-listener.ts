import type { TimelineEntry } from '@billing-testkit/engine';

/** The listener that is told of events of accounts. */
export interface AccountListener {
  /** Whether it wants to be told of an account. */
  isListeningTo(uuid: string): boolean;
  /** Tells the events of an account, in order. It must not fail: the account is changed already. */
  happened(uuid: string, entries: readonly TimelineEntry[]): void;
}
