import {
  DEFAULT_LOG_LEVEL,
  DEFAULT_PORT,
  DEFAULT_RATE_LIMIT,
  DEFAULT_SEED,
  DEFAULT_SHUTDOWN_SECONDS,
} from '../options/defaults.ts';
import { limitSettings } from './limit-settings.ts';
import type { Setting } from './setting.ts';
import {
  fileName,
  fileNames,
  host,
  logLevel,
  name,
  onOrOff,
  origins,
  prefix,
  seconds,
  seedText,
  wholeNumber,
} from './value-types.ts';

/** Everything that can be configured but the limits, which have a table of their own. The options, the variables, the file, the help and the documentation follow from these tables. */
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
    defaultWords: 'all interfaces',
    description: 'address to listen on',
  },
  basePath: {
    option: 'base-path',
    type: prefix,
    defaultWords: 'none',
    description: 'prefix that a proxy in front puts before the paths of the server',
  },
  corsOrigins: {
    option: 'cors-origin',
    type: origins,
    defaultWords: 'localhost, any port',
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
    defaultWords: 'built in',
    description: 'YAML file of the members, prices and limits to bill by',
  },
  defect: {
    option: 'defect',
    type: name,
    defaultWords: 'none',
    description: 'bill by an engine that is known to be wrong, to see whether your tests notice',
  },
  fixtures: {
    option: 'fixtures',
    type: fileNames,
    defaultWords: 'none',
    description: 'YAML or JSON file of the accounts that are there from the start; more after commas',
  },
  specs: {
    option: 'spec',
    type: fileNames,
    defaultWords: 'none',
    description: 'OpenAPI document to serve beside the billing API; more after commas',
  },
  watch: {
    option: 'watch',
    type: onOrOff,
    default: false,
    description: 'read these documents anew when one of their files changes',
  },
  stateful: {
    option: 'stateful',
    type: onOrOff,
    default: false,
    description: 'let all resources of these documents keep what is changed, and not only those marked with x-stateful',
  },
  seed: {
    option: 'seed',
    type: seedText,
    default: DEFAULT_SEED,
    description: 'seed of the answers of these documents: the same seed and request, the same answer',
  },
  logLevel: {
    option: 'log-level',
    type: logLevel,
    default: DEFAULT_LOG_LEVEL,
    description: 'level of the log on standard error',
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
  defaultWords: 'none',
  description: 'YAML or JSON file of settings, by key',
} as const satisfies Setting<string>;

/** The settings that a file may have. */
export const fileSettings: readonly Setting<unknown>[] = [...Object.values(settings), ...Object.values(limitSettings)];

export const allSettings: readonly Setting<unknown>[] = [configFile, ...fileSettings];
