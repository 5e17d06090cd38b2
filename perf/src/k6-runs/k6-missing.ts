/** There is no k6 that can run the scripts: `message` says in a line why, and how to get it. */
export class K6Missing extends Error {
  override readonly name = 'K6Missing';
}
