import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadFixtures } from './fixtures/load-fixtures.ts';
import type { ServerState } from './handlers/server-state.ts';
import { DEFAULT_ORIGINS } from './http/allowed-origin.ts';
import { createApp } from './http/app.ts';
import { closing } from './http/closing.ts';
import { Connections } from './http/connections.ts';
import { HOST_IS, isHost } from './http/host.ts';
import { inTurn } from './http/in-turn.ts';
import { Origins } from './http/origins.ts';
import { pagePaths } from './http/page-paths.ts';
import { isApiOperation, isApiPath, type Pipeline } from './http/pipeline.ts';
import { answerProtocolErrors } from './http/protocol-errors.ts';
import { JsonLog } from './log/json-log.ts';
import { faultsOnly, isLogLevel, LOG_LEVELS, type Log } from './log/log.ts';
import type { MockServerOptions } from './mock-server-options.ts';
import { newServerState } from './new-server-state.ts';
import { DEFAULT_PORT, DEFAULT_SEED, DEFAULT_SHUTDOWN_SECONDS } from './options/defaults.ts';
import type { Limits } from './options/limits.ts';
import type { OtherDocuments } from './other-documents/serving/other-documents.ts';
import type { Traces } from './traces/traces.ts';

/** A mock server that is listening. */
export interface MockServer {
  /** The base URL of the server, like `http://localhost:5000`. */
  readonly url: string;
  /** Notices about the other documents, such as a path that the billing API has, too; a line each. */
  readonly notices: readonly string[];
  /** Stops listening and resolves once the requests that were sent are answered, each connection's last with `Connection: close`. */
  close(): Promise<void>;
}

/**
 * Starts a mock server with the accounts of its fixtures. Rejects with a `VALIDATION_ERROR` when its policy can't be billed by or there is no
 * such defect, with a `RangeError` for an invalid host, path prefix, limit or log level, with a
 * `DocumentError` for a document that can't be served, with a `FixturesError` for fixtures with mistakes, with the error of the system when it can't listen.
 */
export async function startMockServer(options: MockServerOptions = {}): Promise<MockServer> {
  const { logLevel } = options;
  if (logLevel !== undefined && !isLogLevel(logLevel))
    throw new RangeError(`A log level is one of ${LOG_LEVELS.join(', ')}.`);
  return startServer(options, logLevel === undefined ? faultsOnly : new JsonLog(logLevel));
}

/** Starts a mock server that writes to a log which is there already. Rejects as `startMockServer` does. */
export async function startServer(options: Omit<MockServerOptions, 'logLevel'>, log: Log): Promise<MockServer> {
  const { port = DEFAULT_PORT, host, corsOrigins = DEFAULT_ORIGINS } = options;
  const { idleGraceMs = 0, shutdownTimeoutMs = DEFAULT_SHUTDOWN_SECONDS * 1_000 } = options;
  if (host !== undefined && !isHost(host)) throw new RangeError(`'${host}' is no host. ${HOST_IS}.`);
  const origins = new Origins(corsOrigins);
  const traces = await openTraces(options, log);
  const documents = await documentsOf(options);
  const fixtures = options.fixtures === undefined ? [] : await loadFixtures(options.fixtures);
  const state = newServerState(options, log, { traces, documents, fixtures });
  const { limits } = state;
  const server = httpServer(limits);
  const app = createApp(state, origins, documents && (await documentsPipeline(documents, state, origins)));
  // The application answers the server's requests from now on, those of a connection one after another.
  const connections = new Connections(server, inTurn(app, limits.answerTimeoutMs));
  const unwatch = options.watches && documents ? await watched(documents, state) : () => undefined;
  const closeServer = closing(server, connections, { idleGraceMs, timeoutMs: shutdownTimeoutMs });
  const close = async () => {
    if (!state.isStopping) log.stopping();
    state.isStopping = true;
    const until = performance.now() + shutdownTimeoutMs;
    await closeServer();
    state.webhooks.clear();
    await traces?.close(Math.max(0, until - performance.now()));
    unwatch();
    state.batches.clear();
    state.rateLimit.close();
    await log.stopped();
  };
  server.listen({ port, ...(host !== undefined && { host }) });
  await once(server, 'listening');
  const url = urlOf(server, host) + state.basePath;
  log.started(url);
  return { url, notices: documents?.notices ?? [], close };
}

/** The other documents. The code that reads and serves them is loaded only for a server that has some. */
async function documentsOf({
  specs = [],
  seed = DEFAULT_SEED,
  isStateful = false,
}: MockServerOptions): Promise<OtherDocuments | undefined> {
  if (specs.length === 0) return undefined;
  const { OtherDocuments: Documents } = await import('./other-documents/serving/other-documents.ts');
  const isPage = (path: string) => pagePaths.some((page) => page === path);
  return Documents.read({ files: specs, seed, isStateful }, { isApiPath, isApiOperation, isPage });
}

/** Reads the documents anew when their files change, and tells of it in the log. Answers the function that ends this. */
async function watched(documents: OtherDocuments, { log, resources }: ServerState): Promise<() => void> {
  const { watchDocuments } = await import('./other-documents/serving/watch-documents.ts');
  return watchDocuments(documents, {
    reloaded(notices) {
      resources.forgetUnchanged();
      log.noted('The documents were read anew.');
      for (const notice of notices.slice(0, MAX_NOTICES)) log.noted(notice);
    },
    failed: ({ message }) => log.warned(`${message}. The server goes on with what it read before.`),
  });
}

const MAX_NOTICES = 30;

async function documentsPipeline(documents: OtherDocuments, state: ServerState, origins: Origins): Promise<Pipeline> {
  const { documentPipeline } = await import('./http/document-pipeline.ts');
  return documentPipeline(documents, state, origins);
}

/** Node looks for requests that did not arrive in time this often, or more often when they have less time. */
const LOOK_EVERY_MS = 30_000;

/** A server of Node's that refuses bytes that are not HTTP. */
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

/** The traces of the server; their code is loaded only by a server that makes traces. */
async function openTraces({ traces }: MockServerOptions, log: Log): Promise<Traces | undefined> {
  if (traces === undefined) return undefined;
  const { OpenTelemetryTraces } = await import('./traces/open-telemetry.ts');
  return new OpenTelemetryTraces(log, traces === true ? undefined : traces.url);
}

function urlOf(server: Server, host = 'localhost'): string {
  const address = server.address();
  const port = isSocketAddress(address) ? address.port : DEFAULT_PORT;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function isSocketAddress(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
