/**
 * The types of the billing API, generated from `openapi.yaml`. This package has no code at run time: the document itself is
 * exported as `@billing-testkit/contracts/openapi.yaml`.
 */
import type { components, operations, paths } from './openapi.gen.ts';

export type { components, operations, paths };

/** The name of an operation, which is also the name of its handler and, by resource, of the SDK's method. */
export type OperationId = keyof operations;

/** A schema of the document by its name, as in `Schema<"LineItem">`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** The code that says why a request was refused; the document gives each code's HTTP status as `x-http-status`. */
export type ErrorCode = Schema<'ErrorCode'>;

/** An account's statement of a month. Amounts are whole minor units of its currency. */
export type Statement = Schema<'Statement'>;

/** The JSON body that an operation takes; `never` for one that takes none. */
export type RequestBody<Op extends OperationId> = Json<NonNullable<operations[Op]['requestBody']>>;

/** The JSON body that an operation answers with when it succeeds, envelope included. */
export type SuccessBody<Op extends OperationId> = Json<SuccessResponse<operations[Op]['responses']>>;

/** The query parameters of an operation, the account's `uuid` among them; `never` for one that has none. */
export type QueryOf<Op extends OperationId> = NonNullable<operations[Op]['parameters']['query']>;

/** The path parameters of an operation; `never` for one that has none. */
export type PathOf<Op extends OperationId> = NonNullable<operations[Op]['parameters']['path']>;

type Json<Message> = Message extends { content: { 'application/json': infer Body } } ? Body : never;

type SuccessResponse<Responses> = Responses[Extract<keyof Responses, 200 | 201>];
