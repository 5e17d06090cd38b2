import type { IncomingMessage } from 'node:http';
import type { ServerState } from '../handlers/server-state.ts';
import { prefixOf } from './path-prefix.ts';

/** The address of the server as a client has to write it. */
export interface PublicAddress {
  /** The scheme, host and port, such as `http://localhost:5000`. */
  readonly origin: string;
  /** The path before all paths of the server; empty, or like `/mock`. */
  readonly prefix: string;
}

/** A host with or without a port. Nothing else is written into an answer. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i;

/** The address at which a request found the server, or the proxy before it. */
export function publicAddressOf(request: IncomingMessage, { basePath }: Pick<ServerState, 'basePath'>): PublicAddress {
  const { host, 'x-forwarded-host': outer = host, 'x-forwarded-proto': scheme } = request.headers;
  const named = typeof outer === 'string' && HOST.test(outer) ? outer : 'localhost:5000';
  return { origin: `${scheme === 'https' ? 'https' : 'http'}://${named}`, prefix: prefixOf(request, basePath) };
}
