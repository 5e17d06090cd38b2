import type { IncomingMessage } from 'node:http';
import type { ServerState } from '../handlers/server-state.ts';
import { prefixOf } from './path-prefix.ts';

/** The origin and the prefix of the server's paths, as a client has to write them. */
export interface Place {
  readonly origin: string;
  readonly prefix: string;
}

/** A host with or without a port. Nothing else is written into an answer. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i;

/** The origin and the prefix at which the request found the server, or the proxy before it. */
export function placeOf(request: IncomingMessage, { basePath }: Pick<ServerState, 'basePath'>): Place {
  const { host, 'x-forwarded-host': outer = host, 'x-forwarded-proto': scheme } = request.headers;
  const named = typeof outer === 'string' && HOST.test(outer) ? outer : 'localhost:5000';
  return { origin: `${scheme === 'https' ? 'https' : 'http'}://${named}`, prefix: prefixOf(request, basePath) };
}
