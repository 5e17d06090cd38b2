/**
 * This file was generated from openapi.yaml by scripts/generate-document.ts.
 * Do not make direct changes to the file.
 */
import type { ErrorCode, OperationId } from '@billing-testkit/contracts';
import type { Operation } from './transport/operation.ts';

export const operations: Readonly<Record<OperationId, Operation>> = {
  createAccount: {"method":"post","path":"/billing/admin/accounts","headers":["Idempotency-Key"],"commaSeparated":[]},
  getAccount: {"method":"get","path":"/billing/admin/accounts/{uuid}","headers":[],"commaSeparated":[]},
  deleteAccount: {"method":"delete","path":"/billing/admin/accounts/{uuid}","headers":[],"commaSeparated":[]},
  createMeters: {"method":"post","path":"/billing/meters","headers":["uuid","Idempotency-Key"],"commaSeparated":[]},
  listMeters: {"method":"get","path":"/billing/meters","headers":["uuid"],"commaSeparated":[]},
  getMeter: {"method":"get","path":"/billing/meters/{meterId}","headers":["uuid"],"commaSeparated":[]},
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
  previewStatement: {"method":"post","path":"/billing/admin/calculate","headers":["Idempotency-Key"],"commaSeparated":[]},
  getStatements: {"method":"get","path":"/billing/payments/{month}/statements","headers":["uuid"],"commaSeparated":[]},
  getUnpaidStatements: {"method":"get","path":"/billing/payments/{month}/statements/unpaid","headers":["uuid"],"commaSeparated":[]},
  pay: {"method":"post","path":"/billing/payments/{month}","headers":["uuid","Idempotency-Key"],"commaSeparated":[]},
};

export const errorCodes: readonly ErrorCode[] = [
  "VALIDATION_ERROR",
  "INVALID_UUID",
  "MALFORMED_JSON",
  "UNAUTHENTICATED",
  "PAYMENT_DECLINED",
  "NOT_FOUND",
  "METHOD_NOT_ALLOWED",
  "ALREADY_EXISTS",
  "STATEMENT_FINALIZED",
  "INVALID_TRANSITION",
  "IDEMPOTENCY_CONFLICT",
  "COUNTER_TYPE_CONFLICT",
  "OVERPAYMENT",
  "COUPON_EXPIRED",
  "COUPON_REDEEMED",
  "PAYLOAD_TOO_LARGE",
  "UNSUPPORTED_MEDIA_TYPE",
  "UNIT_MISMATCH",
  "CURRENCY_MISMATCH",
  "AMOUNT_OUT_OF_RANGE",
  "RATE_LIMIT_EXCEEDED",
  "INTERNAL"
];
