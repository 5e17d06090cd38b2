import type { Random } from '../../random/random.ts';

/** Half a year before June 2025, around which all made times are. */
const FIRST_SECOND = 1_733_000_000;
const SECONDS = 15_000_000;

const TAG_LENGTH = 16;

function time(random: Random): string {
  return new Date((FIRST_SECOND + random.integer(0, SECONDS)) * 1_000).toUTCString();
}

function token(random: Random): string {
  return Array.from({ length: TAG_LENGTH }, () => random.integer(0, 15).toString(16)).join('');
}

/** Texts of headers whose form HTTP prescribes, by name: clients fail at words in them. */
const textsByHeader: ReadonlyMap<string, (random: Random) => string> = new Map([
  ['etag', (random) => `"${token(random)}"`],
  ['last-modified', time],
  ['expires', time],
  ['retry-after', (random) => String(random.integer(1, 120))],
  ['age', (random) => String(random.integer(0, 3_600))],
  ['cache-control', () => 'no-store'],
  ['location', (random) => `/${token(random)}`],
  ['content-location', (random) => `/${token(random)}`],
  ['link', (random) => `</${token(random)}>; rel="next"`],
  ['set-cookie', (random) => `session=${token(random)}; Path=/`],
  ['www-authenticate', () => 'Bearer'],
  ['allow', () => 'GET, HEAD, OPTIONS'],
  ['accept-ranges', () => 'bytes'],
  ['content-disposition', (random) => `attachment; filename="${token(random)}.bin"`],
]);

/** The text of a header that has a form of its own; `undefined` for any other header. */
export function textOfHeader(name: string, random: Random): string | undefined {
  return textsByHeader.get(name.toLowerCase())?.(random);
}
