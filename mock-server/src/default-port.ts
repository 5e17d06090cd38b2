/** Where the server listens when it is not told. */
export const DEFAULT_PORT = 5000;
