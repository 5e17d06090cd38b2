/** The levels of the log, from nothing to everything. */
export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

export function isLogLevel(text: string): text is LogLevel {
  return LOG_LEVELS.some((level) => level === text);
}

/** The ids that join an entry of the log to its trace, by the names that OpenTelemetry gives them in logs. */
export interface TraceIds {
  readonly trace_id: string;
  readonly span_id: string;
}

/** The facts that the log has of a request: never its headers or its body. */
export interface RequestEntry extends Partial<TraceIds> {
  readonly requestId: string;
  readonly method: string;
  /** Absent when the path or the method is none of the API's. */
  readonly operationId?: string;
  /** The uuid that the request names. */
  readonly account?: string | undefined;
  readonly status: number;
  readonly durationMs: number;
}

/** The log of a server. */
export interface Log {
  /** Whether the log has requests. A caller that asks first saves the work of making an entry. */
  readonly hasRequests: boolean;
  started(url: string): void;
  answered(entry: RequestEntry): void;
  /** Tells an event that somebody may wait for. */
  noted(sentence: string): void;
  /** Tells a problem that somebody should look at, though the server goes on as well as it can. */
  warned(sentence: string): void;
  /** Tells an error of the server itself. */
  failed(what: string, thrown: unknown, traceIds?: TraceIds): void;
  stopping(): void;
  /** Resolves when everything is written. */
  stopped(): Promise<void>;
}

/** The log of a server that was not asked for one: it has warnings and the errors of the server itself, as plain text. */
export const faultsOnly: Log = {
  hasRequests: false,
  started: () => undefined,
  answered: () => undefined,
  noted: () => undefined,
  warned(sentence) {
    process.stderr.write(`${sentence}\n`);
  },
  failed(what, thrown) {
    process.stderr.write(`${what} failed: ${thrown instanceof Error ? thrown.stack : String(thrown)}\n`);
  },
  stopping: () => undefined,
  stopped: async () => undefined,
};
