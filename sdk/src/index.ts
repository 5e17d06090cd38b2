/** The typed client of the billing API. */

export { BillingClient } from './billing-client.ts';
export { BillingApiError, type ClientErrorCode, isBillingApiError } from './errors/billing-api-error.ts';
export type { Answer, Query } from './transport/operation.ts';
export type { Agents, BillingClientOptions, CallOptions, WaitOptions } from './transport/options.ts';
export type { AbortSignalLike } from './transport/own-signal.ts';
export type { List, Paged } from './transport/paged.ts';
