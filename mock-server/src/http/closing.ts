import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Connections } from './connections.ts';

/** The times of closing a server, in milliseconds. */
export interface ClosingLimits {
  /** The time that idle connections stay open, so that requests on their way are still answered. */
  readonly idleGraceMs: number;
  /** The time after which the connections that are left are cut. */
  readonly timeoutMs: number;
}

/**
 * Makes the function that closes the server. It stops listening, answers the requests that were sent, says `Connection: close` with the
 * last answer of each connection, and ends it. A connection that has sent nothing, or no whole header, ends after the grace; one that
 * has sent half a body, after the time-out. Closing again waits for the same.
 */
export function closing(server: Server, connections: Connections, limits: ClosingLimits): () => Promise<void> {
  let closed: Promise<void> | undefined;
  return () => {
    closed ??= close(server, connections, limits);
    return closed;
  };
}

async function close(server: Server, connections: Connections, limits: ClosingLimits): Promise<void> {
  const ended = once(server, 'close');
  const cut = setTimeout(() => connections.cut(), limits.timeoutMs);
  await connections.stopListening();
  await connections.read();
  await Promise.race([ended, grace(limits)]);
  connections.endIdle();
  server.close();
  await ended;
  clearTimeout(cut);
}

function grace({ idleGraceMs, timeoutMs }: ClosingLimits): Promise<void> {
  return wait(Math.min(idleGraceMs, timeoutMs), undefined, { ref: false });
}
