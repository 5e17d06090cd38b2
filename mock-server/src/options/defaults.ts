/** The port on which the server listens by default. */
export const DEFAULT_PORT = 5000;

/** Requests a second that the server takes of an account when it is not told. */
export const DEFAULT_RATE_LIMIT = 500;

/** Seconds after which a server that is told to stop cuts the connections that are left, when it is not told. */
export const DEFAULT_SHUTDOWN_SECONDS = 5;

/** The level of the log of the command. */
export const DEFAULT_LOG_LEVEL = 'info';

/** The seed of the answers of other documents, when there is no other. */
export const DEFAULT_SEED = '1';
