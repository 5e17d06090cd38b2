import { isIP } from 'node:net';

/** Whether an address is one of this machine alone: a load that is sent there disturbs nobody else. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) === 4) return host.startsWith('127.');
  return host === '::1' || host === 'localhost' || host.endsWith('.localhost');
}
