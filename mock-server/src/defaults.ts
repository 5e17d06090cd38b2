/** Where the server listens when it is not told. */
export const DEFAULT_PORT = 5000;

/** Requests a second that the server takes of an account when it is not told. */
export const DEFAULT_RATE_LIMIT = 500;
