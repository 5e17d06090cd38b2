/** The typed client of the billing API. */

export type {
  components,
  ErrorCode,
  OperationId,
  operations,
  PathOf,
  paths,
  QueryOf,
  RequestBody,
  Schema,
  Statement,
  SuccessBody,
} from '@billing-testkit/contracts';
export { BillingClient } from './billing-client.ts';
export { BillingApiError, type ClientErrorCode, isBillingApiError } from './errors/billing-api-error.ts';
export type { Agents } from './platform/platform.ts';
export type { DefectName } from './resources/test-controls.ts';
export type { OpenTelemetryApi } from './tracing/open-telemetry-api.ts';
export type { Call, WithResponse } from './transport/call.ts';
export type {
  Hooks,
  Logger,
  LogLevel,
  ReceivedResponse,
  RepeatedAttempt,
  SentRequest,
} from './transport/observer.ts';
export type { Answer, Query } from './transport/operation.ts';
export type { BillingClientOptions, CallOptions, WaitOptions } from './transport/options.ts';
export type { AbortSignalLike } from './transport/own-signal.ts';
export type { List, Paged } from './transport/paged.ts';
