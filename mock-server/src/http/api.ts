import type { Request, RequestHandler, Response } from 'express';
import { compiledDocument } from '../contract/api-document.ts';
import { type DocumentedOperation, documentedOperations } from '../contract/operation.ts';
import { type Match, Routes } from '../contract/routes.ts';
import { accountName } from './account-name.ts';
import { type Endpoint, endpointOf } from './endpoint.ts';
import { failure } from './failure.ts';
import type { Memory } from './handler.ts';
import { readQuery } from './query.ts';
import { addressOf } from './rate-limit.ts';
import { readBody } from './read-body.ts';
import { methodNotAllowed } from './refusal.ts';
import { type Reply, send } from './reply.ts';
import { requestIdOf } from './request-id.ts';

/** Answers every operation of the document; what is at no path of it goes on to what comes next. */
export async function billingApi(memory: Memory): Promise<RequestHandler> {
  const routes = new Routes<Endpoint>();
  for (const operation of documentedOperations(await compiledDocument())) {
    routes.add(operation.path, operation.method, endpointOf(operation));
  }
  return async (request, response, next) => {
    const [path = ''] = request.url.split('?', 1);
    const queryString = request.url.slice(path.length + 1);
    const match = routes.find(path);
    if (!match) return next();
    const requestId = requestIdOf(request);
    response.setHeader('X-Request-Id', requestId);
    send(response, await answer({ match, queryString, requestId, request, response, memory }));
  };
}

interface Exchange {
  readonly match: Match<Endpoint>;
  readonly queryString: string;
  readonly requestId: string;
  readonly request: Request;
  readonly response: Response;
  readonly memory: Memory;
}

async function answer(exchange: Exchange): Promise<Reply> {
  try {
    return await answerTo(exchange);
  } catch (thrown) {
    return failure(thrown, exchange.requestId);
  }
}

/** A request is refused in this order: for its method, its account, its rate, its body's type, size and syntax, its fields. */
async function answerTo({ match, queryString, requestId, request, response, memory }: Exchange): Promise<Reply> {
  const found = match.of(request.method);
  if (!found) throw methodNotAllowed(request.method, match.methods);
  const { entry: endpoint, parameters: path } = found;
  const { operation } = endpoint;
  const parameters = {
    path,
    query: readQuery(queryString, operation, memory.isStrict),
    header: headersOf(request, operation),
  };
  const named = accountName(operation, parameters);
  if (operation.isLimited) await memory.rateLimit.count(request, response, named);
  const { text, value: body } = await readBody(operation, request, response);
  const raw = { ...parameters, body };
  const sent = [request.url, text] as const;
  return endpoint.answer({ requestId, named, address: () => addressOf(request), raw, sent }, memory);
}

/** The headers that operations have for parameters; an empty one counts as none, but not where none would mean all accounts. */
function headersOf({ headers }: Request, { account }: DocumentedOperation): Record<string, unknown> {
  const { uuid, 'idempotency-key': key } = headers;
  const isGiven = uuid !== undefined && (uuid !== '' || account === 'optional');
  return { ...(isGiven && { uuid }), ...(key !== undefined && { 'idempotency-key': key }) };
}
