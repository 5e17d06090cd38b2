/** The comments of a printed catalog: on the whole, on each part and on fields. */
export const introduction = `A catalog: everything that bills follow from besides usage and contracts.
A part that is left out is the standard one; a part that is given replaces it whole.
Numbers are exact decimals of at least 0, with at most 15 integer digits and 12 decimals.`;

export const partComments = {
  members: `Who bills. Each account belongs to a member and has its currency, tax and calendar.
currency: an ISO 4217 code. All amounts are in its minor unit: 1 is ₩1, ¥1 or 1 cent.
tax: its rate in per cent, rounded to a whole minor unit: DOWN, HALF_UP, HALF_EVEN or UP.
timeZone: the IANA name of the time zone in which months begin and end.`,

  units: `Units that convert into each other: in each line, how many of the smallest one the others are.
Any other unit matches only itself. Upper and lower case are the same.`,

  prices: `What counters cost, in minor units per unit (29.8 is 29.8 cents), in every member's currency.
The exact name counts, else the longest "prefix.*", else "*", which must be there.
unit: what usage is converted to; without one its number is taken as it is.
model: FLAT when left out: quantity × price.
  GRADUATED: each unit at its own tier's price. VOLUME: all units at the price of the tier that the quantity falls in.
    upTo: the last quantity of each tier but the open one; then there is a price for each tier, the open one included.
  PACKAGE: a price for each started package of packageSize units.
A currency with terms of its own: KRW: { model: PACKAGE, packageSize: 5, price: 30000 }`,

  adjustments: 'What discounts and surcharges may be.',

  credits: `What the order of credits goes by.
ranks: the first goes first, types in one list are equal; every type has a rank.`,

  lateFees: 'When a bill is due, and what being late costs.',

  rules: `How bills are made where systems differ. A rule that is left out is the standard one, which is the first of each list.`,
} as const;

export const fieldComments = {
  defaultPriority: 'of an adjustment without one',
  maxRateDiscount: 'per cent, at most 100',
  maxRateSurcharge: 'per cent',
  maxFixedAmount: 'minor units',
  expiringSoonDays: "expires soon: at most this many days after the month's last day",
  dueDay: 'of the following month, 1 to 28',
  graceDays: 'days from the due date until a month is overdue',
  rate: 'per cent of what an overdue month owes',
} as const;
