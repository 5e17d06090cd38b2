import type { Policy, Rules } from '@billing-testkit/engine';
import type { FixturesOption } from './fixtures/load-fixtures.ts';
import type { LogLevel } from './log/log.ts';
import type { Limits } from './options/limits.ts';

/** The options that a mock server is started with. */
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
  /**
   * Whether the server makes traces, and where it sends them by OTLP over HTTP: to the URL, or for `true` where the variables
   * `OTEL_EXPORTER_OTLP_…` say. It makes none when absent.
   */
  readonly traces?: true | { readonly url: string };
  /** The files of OpenAPI documents to serve beside the billing API; none when absent. */
  readonly specs?: readonly string[];
  /** The seed of the answers of these documents: with the same one, the same request has the same answer. 1 when absent. */
  readonly seed?: string;
  /** Whether these documents are read anew when one of their files changes. They are not when absent. */
  readonly watches?: boolean;
  /** Whether all resources of these documents keep changes, and not only those marked with `x-stateful`. Only those when absent. */
  readonly isStateful?: boolean;
  /**
   * The accounts that are there from the start, and again after each reset: the name of a file of them, names of several, or the accounts
   * as such a file has them. None when absent.
   */
  readonly fixtures?: FixturesOption;
  /** The limits of sizes, times and numbers that are not to be the default ones. */
  readonly limits?: Partial<Limits>;
}
