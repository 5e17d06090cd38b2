import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkPolicy, type Policy, type Rules, rulesOf, standardPolicy } from '@billing-testkit/engine';
import { Batches } from './batches/batches.ts';
import { Outboxes } from './batches/outboxes.ts';
import { Capacity } from './capacity/capacity.ts';
import { defectCalled } from './defects/defect-called.ts';
import { RulesInUse } from './defects/rules-in-use.ts';
import { IdempotencyKeys } from './earlier-requests/idempotency-keys.ts';
import { RateLimit } from './earlier-requests/rate-limit.ts';
import { DEFAULT_ORIGINS } from './http/allowed-origin.ts';
import { createApp } from './http/app.ts';
import { closing } from './http/closing.ts';
import { Connections } from './http/connections.ts';
import { HOST_IS, isHost } from './http/host.ts';
import { inTurn } from './http/in-turn.ts';
import { Origins } from './http/origins.ts';
import { PREFIX_IS, pathPrefix } from './http/path-prefix.ts';
import { answerProtocolErrors } from './http/protocol-errors.ts';
import { JsonLog } from './log/json-log.ts';
import { faultsOnly, isLogLevel, LOG_LEVELS, type Log, type LogLevel } from './log/log.ts';
import { BillingCounts } from './metrics/billing-counts.ts';
import { RequestCounts } from './metrics/request-counts.ts';
import { DEFAULT_PORT, DEFAULT_RATE_LIMIT, DEFAULT_SHUTDOWN_SECONDS } from './options/defaults.ts';
import { type Limits, limitsWith } from './options/limits.ts';
import { Store } from './store/store.ts';

export interface MockServerOptions {
  /** The port to listen on; a free one for 0. 5000 when absent. */
  readonly port?: number;
  /** The address to listen on; all interfaces when absent. */
  readonly host?: string;
  /** The figures that accounts are billed by; the standard policy when absent. */
  readonly policy?: Policy;
  /** The rules that accounts are billed by; those that the policy chose when absent. */
  readonly rules?: Rules;
  /** The name of a known-wrong engine that bills wherever no other defect is set; none when absent. */
  readonly defect?: string;
  /** The number of requests a second that an account, or an address when they name none, may send; no limit for 0. 500 when absent. */
  readonly rateLimit?: number;
  /** Whether accounts and contracts have to be created, and unknown fields are refused. When absent, neither is the case. */
  readonly isStrict?: boolean;
  /**
   * The pages whose scripts may send requests: origins (`https://app.example`), host names (any scheme and port), names that begin
   * with `*.`, or `*` for all. localhost, any port, when absent.
   */
  readonly corsOrigins?: readonly string[];
  /** The milliseconds after which `close` cuts the connections whose requests are still not answered. 5000 when absent. */
  readonly shutdownTimeoutMs?: number;
  /** The milliseconds for which `close` keeps connections that ask for nothing, in case a request is on its way. 0 when absent. */
  readonly idleGraceMs?: number;
  /** The level of the log of JSON lines on the standard error output. When absent, only faults of the server are told there. */
  readonly logLevel?: LogLevel;
  /** The prefix that clients put before all paths, such as `/mock`, when a proxy passes it on; none when absent. */
  readonly basePath?: string;
  /** The limits of sizes, times and numbers that are not to be the default ones. */
  readonly limits?: Partial<Limits>;
}

/** A mock server that is listening. */
export interface MockServer {
  /** The base URL of the server, like `http://localhost:5000`. */
  readonly url: string;
  /** Stops listening and resolves once the requests that were sent are answered, each connection's last with `Connection: close`. */
  close(): Promise<void>;
}

/**
 * Starts a mock server with no accounts. Rejects with a `VALIDATION_ERROR` when its policy can't be billed by or there is no
 * such defect, with a `RangeError` for an invalid host, path prefix, limit or log level, with the error of the system when it can't listen.
 */
export async function startMockServer(options: MockServerOptions = {}): Promise<MockServer> {
  const { logLevel } = options;
  if (logLevel !== undefined && !isLogLevel(logLevel))
    throw new RangeError(`A log level is one of ${LOG_LEVELS.join(', ')}.`);
  return startServer(options, logLevel === undefined ? faultsOnly : new JsonLog(logLevel));
}

/** Starts a mock server that writes to a log which is there already. Rejects as `startMockServer` does. */
export async function startServer(options: Omit<MockServerOptions, 'logLevel'>, log: Log): Promise<MockServer> {
  const { port = DEFAULT_PORT, host, policy = standardPolicy } = options;
  const { rateLimit = DEFAULT_RATE_LIMIT, isStrict = false, corsOrigins = DEFAULT_ORIGINS } = options;
  const { idleGraceMs = 0, shutdownTimeoutMs = DEFAULT_SHUTDOWN_SECONDS * 1_000 } = options;
  if (host !== undefined && !isHost(host)) throw new RangeError(`'${host}' is no host. ${HOST_IS}.`);
  const basePath = pathPrefix(options.basePath ?? '/');
  if (basePath === undefined) throw new RangeError(`'${options.basePath}' is no path prefix. ${PREFIX_IS}.`);
  const limits = limitsWith(options.limits ?? {});
  checkPolicy(policy);
  const capacity = new Capacity(limits);
  const rules = rulesInUse(options, policy, capacity);
  const origins = new Origins(corsOrigins);
  const billing = new BillingCounts();
  const state = {
    store: new Store({ policy, rules, isStrict, billing, limits, capacity }),
    idempotencyKeys: new IdempotencyKeys(limits),
    outboxes: new Outboxes(limits.maxMessages, capacity),
    batches: new Batches(limits, capacity),
    rules,
    rateLimit: new RateLimit(rateLimit),
    isStrict,
    basePath,
    limits,
    capacity,
    log,
    requests: new RequestCounts(),
    billing,
    isStopping: false,
  };
  const server = httpServer(limits);
  const app = createApp(state, origins);
  // From here on the application answers the server's requests, those of a connection one after another.
  const connections = new Connections(server, inTurn(app, limits.answerTimeoutMs));
  const closeServer = closing(server, connections, { idleGraceMs, timeoutMs: shutdownTimeoutMs });
  const close = async () => {
    if (!state.isStopping) log.stopping();
    state.isStopping = true;
    await closeServer();
    state.batches.clear();
    state.rateLimit.close();
    await log.stopped();
  };
  server.listen({ port, ...(host !== undefined && { host }) });
  await once(server, 'listening');
  const url = urlOf(server, host) + basePath;
  log.started(url);
  return { url, close };
}

/** Node looks for requests that did not arrive in time this often, or more often when they have less time. */
const LOOK_EVERY_MS = 30_000;

/** A server of Node's that refuses what is not HTTP. */
function httpServer(limits: Limits): Server {
  const { maxHeadersBytes, requestTimeoutMs, silenceTimeoutMs, keepAliveTimeoutMs } = limits;
  const server = createServer({
    // The application refuses requests that the standard forbids, so that the refusal has the envelope.
    requireHostHeader: false,
    maxHeaderSize: maxHeadersBytes,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    connectionsCheckingInterval: Math.min(LOOK_EVERY_MS, requestTimeoutMs || LOOK_EVERY_MS),
  });
  server.timeout = silenceTimeoutMs;
  answerProtocolErrors(server, limits);
  return server;
}

function rulesInUse({ rules, defect }: MockServerOptions, policy: Policy, capacity: Capacity): RulesInUse {
  const atStart = defect === undefined ? undefined : defectCalled(defect, policy);
  return new RulesInUse(rules ?? rulesOf(policy), atStart, capacity);
}

function urlOf(server: Server, host = 'localhost'): string {
  const address = server.address();
  const port = isSocketAddress(address) ? address.port : DEFAULT_PORT;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function isSocketAddress(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
