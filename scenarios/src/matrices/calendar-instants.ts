import { firstDay, type Instant, type Month, monthIn, standardPolicy } from '@billing-testkit/engine';
import { noonOf } from './metered.ts';

/** An instant of a member's month or near it, RFC 3339. */
export type AtEdge = (edges: Edges) => string;

interface Edges {
  readonly month: Month;
  /** The first instant of the member's month, and that of the next one. */
  readonly start: Instant;
  readonly end: Instant;
}

const SECOND = 1000;
const HOUR = 3_600 * SECOND;

export const instants: Readonly<Record<string, AtEdge>> = {
  'mid-month': ({ month }) => noonOf(month, 16),
  'first-instant': ({ start }) => start,
  'before-first': ({ start }) => lastNanosecondBefore(start),
  'last-instant': ({ end }) => lastNanosecondBefore(end),
  'after-last': ({ end }) => end,
  'utc-midnight': ({ month }) => `${firstDay(month)}T00:00:00Z`,
  // A second before the end, as it is told where it is tomorrow already.
  'other-offset': ({ end }) => moved(end, 14 * HOUR - SECOND).replace('.000Z', '+14:00'),
};

/** When a member's month begins and ends; months of a member that the standard policy does not know are taken for UTC. */
export function edgesOf(member: string, month: Month): Edges {
  const known = standardPolicy.members.find((candidate) => candidate.member === member);
  return { month, ...monthIn(month, known?.timeZone ?? 'UTC') };
}

/** Months begin on a whole second everywhere. */
function lastNanosecondBefore(edge: Instant): string {
  return moved(edge, -SECOND).replace('.000Z', '.999999999Z');
}

function moved(instant: Instant, ms: number): string {
  return new Date(Date.parse(instant) + ms).toISOString();
}
