/**
 * This file was generated from openapi.yaml by scripts/generate-document.ts.
 * Do not make direct changes to the file.
 */
import type { ErrorCode, OperationId, Schema } from '@billing-testkit/contracts';
import type { Operation } from './operation.ts';

export const operations: Readonly<Record<OperationId, Operation>> = {
  createAccount: {"method":"post","path":"/billing/admin/accounts","headers":["Idempotency-Key"],"commaSeparated":[]},
  getAccount: {"method":"get","path":"/billing/admin/accounts/{uuid}","headers":[],"commaSeparated":[]},
  deleteAccount: {"method":"delete","path":"/billing/admin/accounts/{uuid}","headers":[],"commaSeparated":[]},
  createMeters: {"method":"post","path":"/billing/meters","headers":["uuid","Idempotency-Key"],"commaSeparated":[]},
  listMeters: {"method":"get","path":"/billing/meters","headers":["uuid"],"commaSeparated":[]},
  getMeter: {"method":"get","path":"/billing/meters/{meterId}","headers":["uuid"],"commaSeparated":[]},
  deleteMeter: {"method":"delete","path":"/billing/meters/{meterId}","headers":["uuid"],"commaSeparated":[]},
  deleteMeters: {"method":"delete","path":"/billing/admin/meters","headers":["uuid"],"commaSeparated":[]},
  createContract: {"method":"post","path":"/billing/contracts","headers":["uuid","Idempotency-Key"],"commaSeparated":[]},
  listContracts: {"method":"get","path":"/billing/contracts","headers":["uuid"],"commaSeparated":[]},
  getContract: {"method":"get","path":"/billing/contracts/{contractId}","headers":["uuid"],"commaSeparated":[]},
  getContractAdmin: {"method":"get","path":"/billing/admin/contracts/{contractId}","headers":["uuid"],"commaSeparated":[]},
  deleteContract: {"method":"delete","path":"/billing/admin/contracts/{contractId}","headers":["uuid"],"commaSeparated":[]},
  getContractPrices: {"method":"get","path":"/billing/admin/contracts/{contractId}/products/prices","headers":["uuid"],"commaSeparated":["counterNames"]},
  assignContract: {"method":"put","path":"/billing/admin/billing-groups/{billingGroupId}","headers":["uuid"],"commaSeparated":[]},
  unassignContracts: {"method":"delete","path":"/billing/admin/billing-groups/{billingGroupId}/contracts","headers":["uuid"],"commaSeparated":[]},
  createProjectAdjustment: {"method":"post","path":"/billing/admin/projects/adjustments","headers":["uuid","Idempotency-Key"],"commaSeparated":[]},
  listProjectAdjustments: {"method":"get","path":"/billing/admin/projects/adjustments","headers":["uuid"],"commaSeparated":[]},
  deleteProjectAdjustments: {"method":"delete","path":"/billing/admin/projects/adjustments","headers":["uuid"],"commaSeparated":["adjustmentIds"]},
  createBillingGroupAdjustment: {"method":"post","path":"/billing/admin/billing-groups/adjustments","headers":["uuid","Idempotency-Key"],"commaSeparated":[]},
  listBillingGroupAdjustments: {"method":"get","path":"/billing/admin/billing-groups/adjustments","headers":["uuid"],"commaSeparated":[]},
  deleteBillingGroupAdjustments: {"method":"delete","path":"/billing/admin/billing-groups/adjustments","headers":["uuid"],"commaSeparated":["adjustmentIds"]},
  grantCampaignCredit: {"method":"post","path":"/billing/admin/campaign/{campaignId}/credits","headers":["uuid","Idempotency-Key"],"commaSeparated":[]},
  cancelCampaignCredit: {"method":"delete","path":"/billing/admin/campaign/{campaignId}/credits","headers":["uuid"],"commaSeparated":[]},
  cancelCredit: {"method":"delete","path":"/billing/admin/credits/{creditId}/cancel","headers":["uuid"],"commaSeparated":[]},
  redeemCoupon: {"method":"post","path":"/billing/coupons/{couponCode}","headers":["uuid","Idempotency-Key"],"commaSeparated":[]},
  getCreditBalance: {"method":"get","path":"/billing/credits/balance","headers":["uuid"],"commaSeparated":[]},
  listCreditHistory: {"method":"get","path":"/billing/credits/history","headers":["uuid"],"commaSeparated":[]},
  getCredits: {"method":"get","path":"/billing/v5.0/credits","headers":["uuid"],"commaSeparated":[]},
  calculateStatement: {"method":"post","path":"/billing/admin/calculations","headers":["uuid","Idempotency-Key"],"commaSeparated":[]},
  getCalculationProgress: {"method":"get","path":"/billing/admin/progress","headers":["uuid"],"commaSeparated":[]},
  deleteCalculation: {"method":"delete","path":"/billing/admin/resources","headers":["uuid"],"commaSeparated":[]},
  previewStatement: {"method":"post","path":"/billing/admin/calculate","headers":["Idempotency-Key"],"commaSeparated":[]},
  getStatements: {"method":"get","path":"/billing/payments/{month}/statements","headers":["uuid"],"commaSeparated":[]},
  getUnpaidStatements: {"method":"get","path":"/billing/payments/{month}/statements/unpaid","headers":["uuid"],"commaSeparated":[]},
  getConsoleStatements: {"method":"get","path":"/billing/console/statements","headers":["uuid"],"commaSeparated":[]},
  pay: {"method":"post","path":"/billing/payments/{month}","headers":["uuid","Idempotency-Key"],"commaSeparated":[]},
  refundPayment: {"method":"post","path":"/billing/payments/{month}/refunds","headers":["uuid","Idempotency-Key"],"commaSeparated":[]},
  listPayments: {"method":"get","path":"/billing/admin/payments","headers":["uuid"],"commaSeparated":[]},
  cancelPayment: {"method":"delete","path":"/billing/admin/payments/{month}","headers":["uuid"],"commaSeparated":[]},
  changePaymentStatus: {"method":"put","path":"/billing/admin/payments/{month}/status","headers":["uuid"],"commaSeparated":[]},
  createBatch: {"method":"post","path":"/billing/admin/batches","headers":["uuid","Idempotency-Key"],"commaSeparated":[]},
  listBatches: {"method":"get","path":"/billing/admin/batches","headers":["uuid"],"commaSeparated":[]},
  getBatch: {"method":"get","path":"/billing/admin/batches/{batchId}","headers":["uuid"],"commaSeparated":[]},
  resetAccount: {"method":"post","path":"/test/reset","headers":["uuid","Idempotency-Key"],"commaSeparated":[]},
  getClock: {"method":"get","path":"/test/clock","headers":["uuid"],"commaSeparated":[]},
  setClock: {"method":"put","path":"/test/clock","headers":["uuid"],"commaSeparated":[]},
  advanceClock: {"method":"post","path":"/test/clock/advance","headers":["uuid","Idempotency-Key"],"commaSeparated":[]},
  listSnapshots: {"method":"get","path":"/test/snapshots","headers":["uuid"],"commaSeparated":[]},
  createSnapshot: {"method":"post","path":"/test/snapshots","headers":["uuid","Idempotency-Key"],"commaSeparated":[]},
  restoreSnapshotFile: {"method":"post","path":"/test/snapshots/restore","headers":["uuid","Idempotency-Key"],"commaSeparated":[]},
  getSnapshot: {"method":"get","path":"/test/snapshots/{snapshotId}","headers":["uuid"],"commaSeparated":[]},
  deleteSnapshot: {"method":"delete","path":"/test/snapshots/{snapshotId}","headers":["uuid"],"commaSeparated":[]},
  restoreSnapshot: {"method":"post","path":"/test/snapshots/{snapshotId}/restore","headers":["uuid","Idempotency-Key"],"commaSeparated":[]},
  getFixture: {"method":"get","path":"/test/fixture","headers":["uuid"],"commaSeparated":[]},
  listWebhooks: {"method":"get","path":"/test/webhooks","headers":["uuid"],"commaSeparated":[]},
  createWebhook: {"method":"post","path":"/test/webhooks","headers":["uuid","Idempotency-Key"],"commaSeparated":[]},
  deleteWebhook: {"method":"delete","path":"/test/webhooks/{webhookId}","headers":["uuid"],"commaSeparated":[]},
  listWebhookDeliveries: {"method":"get","path":"/test/webhooks/{webhookId}/deliveries","headers":["uuid"],"commaSeparated":[]},
  resendWebhookDelivery: {"method":"post","path":"/test/webhooks/{webhookId}/deliveries/{deliveryId}/resend","headers":["uuid","Idempotency-Key"],"commaSeparated":[]},
  setDefect: {"method":"put","path":"/test/defect","headers":["uuid"],"commaSeparated":[]},
  clearDefect: {"method":"delete","path":"/test/defect","headers":["uuid"],"commaSeparated":[]},
  listFaults: {"method":"get","path":"/test/faults","headers":["uuid"],"commaSeparated":[]},
  addFault: {"method":"post","path":"/test/faults","headers":["uuid","Idempotency-Key"],"commaSeparated":[]},
  deleteFaults: {"method":"delete","path":"/test/faults","headers":["uuid"],"commaSeparated":[]},
  listRequests: {"method":"get","path":"/test/requests","headers":["uuid"],"commaSeparated":[]},
  deleteRequests: {"method":"delete","path":"/test/requests","headers":["uuid"],"commaSeparated":[]},
  verifyRequests: {"method":"post","path":"/test/requests/verify","headers":["uuid","Idempotency-Key"],"commaSeparated":[]},
  listOutbox: {"method":"get","path":"/test/outbox","headers":["uuid"],"commaSeparated":[]},
  deleteOutbox: {"method":"delete","path":"/test/outbox","headers":["uuid"],"commaSeparated":[]},
  explainStatement: {"method":"get","path":"/test/explain/{month}","headers":["uuid"],"commaSeparated":[]},
  getRateLimitStatus: {"method":"get","path":"/test/rate-limit/status","headers":["uuid"],"commaSeparated":[]},
  changeProviderState: {"method":"post","path":"/pact-states","headers":["Idempotency-Key"],"commaSeparated":[]},
};

export const errorCodes: readonly ErrorCode[] = [
  "VALIDATION_ERROR",
  "INVALID_UUID",
  "MALFORMED_JSON",
  "BAD_REQUEST",
  "UNAUTHENTICATED",
  "PAYMENT_DECLINED",
  "FOREIGN_ORIGIN",
  "NOT_FOUND",
  "METHOD_NOT_ALLOWED",
  "NOT_ACCEPTABLE",
  "REQUEST_TIMEOUT",
  "ALREADY_EXISTS",
  "STATEMENT_FINALIZED",
  "INVALID_TRANSITION",
  "IDEMPOTENCY_CONFLICT",
  "COUNTER_TYPE_CONFLICT",
  "OVERPAYMENT",
  "CLOCK_BACKWARDS",
  "COUPON_EXPIRED",
  "COUPON_REDEEMED",
  "PRECONDITION_FAILED",
  "PAYLOAD_TOO_LARGE",
  "URI_TOO_LONG",
  "UNSUPPORTED_MEDIA_TYPE",
  "RANGE_NOT_SATISFIABLE",
  "EXPECTATION_FAILED",
  "UNIT_MISMATCH",
  "CURRENCY_MISMATCH",
  "AMOUNT_OUT_OF_RANGE",
  "RATE_LIMIT_EXCEEDED",
  "HEADERS_TOO_LARGE",
  "INTERNAL",
  "INJECTED_FAULT",
  "CAPACITY_EXCEEDED"
];

/** The kinds of events that happen to an account. */
export const timelineKinds: readonly Schema<'TimelineKind'>[] = [
  "statement.calculated",
  "statement.issued",
  "statement.overdue",
  "payment.settled",
  "payment.failed",
  "credit.granted",
  "credit.used",
  "credit.expired"
];

/** The known-wrong engines that bill by the standard catalog. */
export type StandardDefectName =
  | 'month-in-utc'
  | 'daylight-saving-ignored'
  | 'last-day-lost'
  | 'gauge-peak'
  | 'gauge-averaged'
  | 'gauge-summed'
  | 'cumulative-gap-lost'
  | 'gauge-last-received'
  | 'gauge-one-resource'
  | 'cumulative-summed'
  | 'cumulative-from-zero'
  | 'cumulative-reset-ignored'
  | 'gigabyte-of-1000-megabytes'
  | 'units-not-converted'
  | 'conversion-rounded'
  | 'float-quantities'
  | 'same-time-readings-dropped'
  | 'tiers-per-project'
  | 'tiers-per-resource'
  | 'projects-priced-alone'
  | 'amounts-rounded-half-to-even'
  | 'amounts-rounded-down'
  | 'amounts-rounded-up'
  | 'rounded-per-project'
  | 'rounded-per-reading'
  | 'left-over-units-to-the-largest'
  | 'left-over-units-to-the-first'
  | 'left-over-units-to-the-last'
  | 'price-prefix-ignored'
  | 'float-prices'
  | 'package-prorated'
  | 'package-rounded-down'
  | 'package-begun-when-full'
  | 'tier-edge-exclusive'
  | 'volume-for-graduated'
  | 'graduated-for-volume'
  | 'tier-limits-as-widths'
  | 'tiers-per-reading'
  | 'free-allowance-per-project'
  | 'half-to-even-everywhere'
  | 'left-over-units-lost'
  | 'shares-rounded-by-themselves'
  | 'contract-discount-on-total'
  | 'base-fee-only-with-usage'
  | 'base-fee-discounted'
  | 'minimum-charge-only-with-usage'
  | 'minimum-charge-before-discount'
  | 'minimum-charge-without-base-fee'
  | 'oldest-contract-wins'
  | 'last-assigned-contract-wins'
  | 'ended-contract-applied'
  | 'contract-ends-a-month-early'
  | 'contract-price-ignored'
  | 'adjustments-additive'
  | 'group-before-projects'
  | 'discounts-first'
  | 'surcharges-first'
  | 'higher-priority-first'
  | 'priority-ignored'
  | 'ended-adjustment-applied'
  | 'fixed-discount-below-zero'
  | 'rate-discount-rounded-down'
  | 'float-percentages'
  | 'credit-beginning-in-month-refused'
  | 'credit-expiring-in-month-refused'
  | 'credit-expiring-soon-ignored'
  | 'credit-types-ignored'
  | 'credits-in-order-of-granting'
  | 'credit-all-or-nothing'
  | 'one-credit-a-bill'
  | 'expired-credit-used'
  | 'credit-expiring-on-first-day-refused'
  | 'future-credit-used'
  | 'paid-credits-first'
  | 'lasting-credits-first'
  | 'tax-before-credits'
  | 'tax-before-adjustments'
  | 'tax-rounded-per-line'
  | 'tax-on-carried-balance'
  | 'tax-rounded-half-up'
  | 'tax-rounded-down'
  | 'tax-rounded-up'
  | 'late-fee-every-month'
  | 'late-fee-without-grace'
  | 'late-fee-without-tax'
  | 'late-fee-on-what-was-paid'
  | 'late-fee-on-late-fee'
  | 'part-payment-not-deducted'
  | 'credits-used-again';
