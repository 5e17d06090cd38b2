/** The members of the standard policy, each with a currency, a tax and a calendar of its own. */
export const members = ['kr', 'jp', 'us', 'eu', 'etc'] as const;
