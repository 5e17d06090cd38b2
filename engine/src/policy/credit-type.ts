/** Where a credit comes from, which decides when it is used (§6). */
export type CreditType = (typeof creditTypes)[number];

export const creditTypes = ['PROMOTIONAL', 'CAMPAIGN', 'BONUS', 'FREE', 'COMPENSATION', 'REFUND', 'PAID'] as const;
