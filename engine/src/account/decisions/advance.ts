import { BillingError } from '../../errors/billing-error.ts';
import { applyToBooks } from '../apply.ts';
import type { Advance, Advanced } from '../commands.ts';
import { copyBooks } from '../copy-books.ts';
import type { AccountEvent } from '../events.ts';
import { type TimelineEntry, timelineEntryOf } from '../timeline.ts';
import { advanceTarget } from './advance-target.ts';
import type { Decision, Draft } from './draft.ts';
import { type DueStep, dueSteps } from './due-steps.ts';

/**
 * Carries out the steps that fall due up to an instant, one by one: each step is decided on the account that the steps before it
 * left. A step that fell due before now is done now. Refused as a whole when a step is refused, with the code of that refusal.
 */
export function advance(draft: Draft, command: Advance): Decision<Advanced> {
  const to = advanceTarget(draft, command);
  const timeline: TimelineEntry[] = [];
  const steps = dueSteps(draft, to);
  if (steps.length === 0) return draft.decided({ now: to, timeline });
  const books = copyBooks(draft.account);
  for (const step of steps) {
    const at = step.due > draft.now ? step.due : draft.now;
    for (const event of eventsOf(step, draft.on(books, at))) {
      const entry = timelineEntryOf(books, event, at);
      if (entry) timeline.push(entry);
      applyToBooks(books, event);
      draft.add(event);
    }
  }
  return draft.decided({ now: to, timeline });
}

function eventsOf({ what, decide }: DueStep, draft: Draft): readonly AccountEvent[] {
  try {
    return decide(draft).events;
  } catch (error) {
    if (!(error instanceof BillingError)) throw error;
    throw refusedIn(what, error);
  }
}

/** The refusal of an advance of which a step is refused. */
function refusedIn(what: string, { code, message }: BillingError): BillingError {
  return new BillingError(code, `The clock was not advanced, since ${what} is refused. ${message}`);
}
