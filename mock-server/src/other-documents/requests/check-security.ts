import type { IncomingMessage } from 'node:http';
import { Refusal } from '../../errors/refusal.ts';
import type { Requirement, Scheme } from '../operations/security.ts';
import type { RawQuery } from './query-parameters.ts';
import { cookies } from './read-parameters.ts';

/** Throws `UNAUTHENTICATED` when a request meets none of the requirements in shape. Keys, tokens and passwords are not checked further. */
export function checkSecurity(requirements: readonly Requirement[], request: IncomingMessage, query: RawQuery): void {
  if (requirements.length === 0) return;
  const unmet = requirements.map((requirement) => requirement.filter((scheme) => !isMet(scheme, request, query)));
  if (unmet.some((missing) => missing.length === 0)) return;
  const schemes = unmet.flat();
  const ways = unmet.map((missing) => missing.map(describe).join(' and '));
  const challenges = [...new Set(schemes.map(challengeOf))].join(', ');
  throw new Refusal(
    'UNAUTHENTICATED',
    `The request is not authenticated: send ${ways.join(', or ')}.`,
    [
      ...new Map(
        schemes.map((scheme) => [pathOf(scheme), { path: pathOf(scheme), message: `must be ${describe(scheme)}` }]),
      ).values(),
    ],
    { headers: { 'WWW-Authenticate': challenges } },
  );
}

function isMet({ kind, place, key }: Scheme, { headers }: IncomingMessage, query: RawQuery): boolean {
  const { authorization = '' } = headers;
  switch (kind) {
    case 'bearer':
      return /^bearer +\S+ *$/i.test(authorization);
    case 'basic':
      return isBasic(authorization);
    case 'otherHttp':
      return authorization.toLowerCase().startsWith(`${key.toLowerCase()} `);
    case 'apiKey':
      return isKeySent(place, key, headers, query);
    case 'none':
      return true;
  }
}

function isBasic(authorization: string): boolean {
  const [, encoded = ''] = /^basic +([A-Za-z\d+/]+=*) *$/i.exec(authorization) ?? [];
  return Buffer.from(encoded, 'base64').includes(':');
}

function isKeySent(place: string, key: string, headers: IncomingMessage['headers'], query: RawQuery): boolean {
  if (place === 'header') return (headers[key.toLowerCase()] ?? '') !== '';
  if (place === 'cookie') return (cookies(headers.cookie).get(key) ?? '') !== '';
  return query.some(([name, value]) => name === key && value !== '');
}

function describe({ kind, place, key }: Scheme): string {
  if (kind === 'bearer') return 'the header Authorization with Bearer and a token';
  if (kind === 'basic') return 'the header Authorization with Basic and user:password in Base64';
  if (kind === 'otherHttp') return `the header Authorization with ${key}`;
  return `the key ${key} in the ${place}`;
}

function pathOf({ kind, place, key }: Scheme): string {
  return kind === 'apiKey' ? `${place}/${key}` : 'header/authorization';
}

function challengeOf({ kind, key, name }: Scheme): string {
  return kind === 'apiKey' ? `ApiKey realm="${name.replaceAll('"', '')}"` : key;
}
