import { defineMatrix } from '../matrix/define-matrix.ts';
import { edgesOf, instants } from './calendar-instants.ts';
import { calendarMeters } from './calendar-meters.ts';
import { members } from './members.ts';
import { monthsInForce } from './months-in-force.ts';

/** Time zones × months with leap days, changes of the clock and a year's end × readings at their edges × what is in force. */
export const calendar = defineMatrix({
  name: 'calendar',
  dimensions: {
    member: members,
    month: ['2025-01', '2024-02', '2025-02', '2025-03', '2025-10', '2025-11', '2025-12'],
    meter: calendarMeters,
    at: instants,
    inForce: monthsInForce,
  },
  build: ({ member, month, meter, at, inForce }) => ({
    member,
    month,
    ...inForce(month),
    usage: meter(month, at(edgesOf(member, month))),
  }),
});
