import { fieldOf, isList, isObject } from '../reading/json.ts';
import { childOf, type Located } from '../reading/located.ts';
import type { OperationSource } from './operation-source.ts';

/** A security scheme: the credentials that it asks of a request, and their place. */
export interface Scheme {
  readonly name: string;
  readonly kind: 'bearer' | 'basic' | 'otherHttp' | 'apiKey' | 'none';
  /** The place and name of an API key, or the scheme of the Authorization header. */
  readonly place: string;
  readonly key: string;
}

/** Schemes that a request has to meet all together. An operation may have several requirements, of which one has to be met. */
export type Requirement = readonly Scheme[];

/** The requirements of an operation, its own or those of the document; none when anybody may ask. */
export function requirementsOf(at: Located, source: OperationSource): Requirement[] {
  const own = childOf(at, 'security').value;
  const given = own === undefined ? childOf(source.root, 'security').value : own;
  if (!isList(given)) return [];
  const schemes = source.references.resolve(childOf(childOf(source.root, 'components'), 'securitySchemes'));
  const requirements = given.filter(isObject).map((requirement) =>
    Object.keys(requirement).map((name) => {
      const entry = childOf(schemes, name);
      return schemeOf(name, entry.value === undefined ? undefined : source.references.resolve(entry).value);
    }),
  );
  return requirements.some((requirement) => requirement.length === 0) ? [] : requirements;
}

const KEY_PLACES: ReadonlySet<string> = new Set(['header', 'query', 'cookie']);

/** The reason why a security scheme can ask nothing of a request; `undefined` for one that can. */
export function problemOf(scheme: unknown): string | undefined {
  const type = textIn(scheme, 'type');
  if (type === 'apiKey') {
    const isWhole = textIn(scheme, 'name') !== '' && KEY_PLACES.has(textIn(scheme, 'in'));
    return isWhole ? undefined : 'an API key has a name, and is in header, query or cookie';
  }
  if (type === 'http') return textIn(scheme, 'scheme') === '' ? 'this type has a scheme, like bearer' : undefined;
  const isKnown = type === 'oauth2' || type === 'openIdConnect' || type === 'mutualTLS';
  return isKnown ? undefined : `${type} is no type of a security scheme`;
}

function textIn(value: unknown, field: string): string {
  const found = fieldOf(value, field);
  return typeof found === 'string' ? found : '';
}

function schemeOf(name: string, value: unknown): Scheme {
  const text = (field: string) => textIn(value, field);
  if (problemOf(value) !== undefined) return { name, kind: 'none', place: '', key: '' };
  const type = text('type');
  if (type === 'apiKey') return { name, kind: 'apiKey', place: text('in'), key: text('name') };
  if (type === 'oauth2' || type === 'openIdConnect') return { name, kind: 'bearer', place: '', key: 'Bearer' };
  if (type !== 'http') return { name, kind: 'none', place: '', key: '' };
  const scheme = text('scheme').toLowerCase();
  if (scheme === 'bearer') return { name, kind: 'bearer', place: '', key: 'Bearer' };
  if (scheme === 'basic') return { name, kind: 'basic', place: '', key: 'Basic' };
  return { name, kind: 'otherHttp', place: '', key: text('scheme') };
}
