import { unescape as decode } from 'node:querystring';
import { URL } from 'node:url';
import type { AxiosProxyConfig } from 'axios';

/** Host names of this machine, as a URL writes them: by name, by IPv4, by IPv6, and by IPv4 within IPv6. */
const thisMachine = [
  /^(?:.+\.)?localhost\.?$/u,
  /^127\.\d+\.\d+\.\d+$/u,
  /^0\.0\.0\.0$/u,
  /^\[::1?\]$/u,
  /^\[::ffff:7f[\da-f]{2}:[\da-f]{1,4}\]$/u,
];

/**
 * @throws TypeError unless `proxy` is an http or https URL, `false` or `undefined`. The message leaves the URL out: it may have
 * a password.
 */
export function checkProxy(proxy: string | false | undefined): string | false | undefined {
  if (proxy === undefined || proxy === false) return proxy;
  const url = typeof proxy === 'string' && URL.canParse(proxy) ? new URL(proxy) : undefined;
  if (url?.protocol.match(/^https?:$/u) && url.pathname === '/' && !url.search && !url.hash) return proxy;
  throw new TypeError('proxy must be the http or https URL of a proxy, without path and query, or false for none');
}

/** The options that tell axios how to reach a server. When they have no `proxy`, axios takes it from the environment. */
export function proxyConfigOf(
  baseUrl: string,
  proxy: string | false | undefined,
): { proxy?: AxiosProxyConfig | false } {
  const { hostname } = new URL(baseUrl);
  if (proxy === false || thisMachine.some((pattern) => pattern.test(hostname))) return { proxy: false };
  if (proxy === undefined) return {};
  const url = new URL(proxy);
  // Unlike `decodeURIComponent`, this function accepts a percent sign that encodes nothing.
  const auth = { username: decode(url.username), password: decode(url.password) };
  return {
    proxy: {
      protocol: url.protocol,
      host: url.hostname.replace(/^\[|\]$/gu, ''),
      port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
      ...(url.username || url.password ? { auth } : {}),
    },
  };
}
