/** The source of a credit, which decides when the credit is used (§6). */
export type CreditType = (typeof creditTypes)[number];

export const creditTypes = ['PROMOTIONAL', 'CAMPAIGN', 'BONUS', 'FREE', 'COMPENSATION', 'REFUND', 'PAID'] as const;
