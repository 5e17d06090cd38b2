import type { Platform } from './platform.ts';

/** The functions as they are when this module is loaded. A test may stop the timers later. */
const { clearTimeout, setTimeout } = globalThis;

/** Browsers and edge runtimes, by the parts of the web's standards that both have. */
export const platform: Platform = {
  // The engines of the web allow texts of at least this length.
  longestText: 2 ** 29 - 24,
  URL,
  newAbortController: () => new AbortController(),
  startTimer(callback, ms) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  allowManyListeners() {},
  randomUuid,
  // A page has to name the package, as an option of the client, because the page alone knows what it is bundled with.
  openTelemetry: async () => undefined,
  checkHeaderValue(name, value) {
    new Headers([[name, value]]);
  },
  completeConnection({ proxy, agents }) {
    for (const [name, value] of Object.entries({ proxy: proxy || undefined, agents })) {
      if (value === undefined) continue;
      throw new TypeError(
        `${name} is for Node only: browsers and edge runtimes decide about their connections themselves`,
      );
    }
    return { proxy, agents };
  },
  // jsdom has no `fetch`.
  axiosOptions: () => ({ adapter: ['fetch', 'xhr'] }),
};

/** A random UUID of version 4. The browser's own `randomUUID` is missing in pages that come by http from another machine. */
function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant.toString(16)}${digits.slice(18, 20)}`,
    digits.slice(20),
  ].join('-');
}
