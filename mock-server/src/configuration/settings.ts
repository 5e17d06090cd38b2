import { DEFAULT_LOG_LEVEL, DEFAULT_PORT, DEFAULT_RATE_LIMIT, DEFAULT_SHUTDOWN_SECONDS } from '../options/defaults.ts';
import {
  fileName,
  host,
  logLevel,
  name,
  onOrOff,
  origins,
  seconds,
  type ValueType,
  wholeNumber,
} from './value-types.ts';

/** One thing that can be configured: by an option of the command, a variable of the environment, or a key of a file. */
export interface Setting<Value> {
  /** The option without its hyphens. The names of its variable and of its key follow from it. */
  readonly option: string;
  readonly type: ValueType<Value>;
  /** The value when none is given; absent when the server then does without. */
  readonly default?: Value;
  /** What the server does without a value, in words. */
  readonly withoutValue?: string;
  readonly description: string;
  /** A variable of another name, which many programs read. It counts when the setting's own variable is not there. */
  readonly sharedVariable?: string;
}

/** Everything that can be configured. The options, the variables, the file, the help and the documentation follow from this table. */
export const settings = {
  port: {
    option: 'port',
    type: wholeNumber('A port', 65_535),
    default: DEFAULT_PORT,
    description: 'port to listen on, 0 for a free one',
  },
  host: {
    option: 'host',
    type: host,
    withoutValue: 'all interfaces',
    description: 'address to listen on',
  },
  corsOrigins: {
    option: 'cors-origin',
    type: origins,
    withoutValue: 'localhost, any port',
    description: 'origin, host name or * whose pages may send requests; more after commas',
  },
  strict: {
    option: 'strict',
    type: onOrOff,
    default: false,
    description: 'refuse unknown fields, accounts and contracts that were not created',
  },
  catalog: {
    option: 'catalog',
    type: fileName,
    withoutValue: 'built in',
    description: 'YAML file of the members, prices and limits to bill by',
  },
  defect: {
    option: 'defect',
    type: name,
    withoutValue: 'none',
    description: 'bill by an engine that is known to be wrong, to see whether your tests notice',
  },
  logLevel: {
    option: 'log-level',
    type: logLevel,
    default: DEFAULT_LOG_LEVEL,
    description: 'how much the log on standard error has',
    sharedVariable: 'LOG_LEVEL',
  },
  rateLimit: {
    option: 'rate-limit',
    type: wholeNumber('A rate limit', 1_000_000),
    default: DEFAULT_RATE_LIMIT,
    description: 'requests a second and account, 0 for no limit',
  },
  shutdownTimeoutMs: {
    option: 'shutdown-timeout',
    type: seconds(3_600),
    default: DEFAULT_SHUTDOWN_SECONDS * 1_000,
    description: 'how long requests may still take once the server is told to stop',
  },
} as const satisfies Readonly<Record<string, Setting<unknown>>>;

/** The file that the other settings may come from: it can't name itself. */
export const configFile = {
  option: 'config',
  type: fileName,
  withoutValue: 'none',
  description: 'YAML or JSON file of settings, by key',
} as const satisfies Setting<string>;

/** The settings that a file may have. */
export const fileSettings: readonly Setting<unknown>[] = Object.values(settings);

export const allSettings: readonly Setting<unknown>[] = [configFile, ...fileSettings];
