/** The totals of a bill that copy figures of the catalog. */
export const copiedTotals = ['taxRate', 'period.timeZone'];

/** All figures of a bill that copy figures of the catalog. A bill on which only these differ does not show by which figures it was made. */
export const copiedFigures = ['lineItems.pricing', ...copiedTotals];
