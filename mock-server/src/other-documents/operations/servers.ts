import { fieldOf, isList, isObject } from '../reading/json.ts';
import { childOf, type Located } from '../reading/located.ts';

/** The paths of the servers at a place: the parts of their URLs after the host, without a slash at the end. */
export function basePathsAt(at: Located): readonly string[] | undefined {
  const servers = childOf(at, 'servers').value;
  if (!isList(servers) || servers.length === 0) return undefined;
  return [...new Set(servers.flatMap(basePathOf))];
}

function basePathOf(server: unknown): string[] {
  const url = fieldOf(server, 'url');
  if (typeof url !== 'string') return [];
  const variables = fieldOf(server, 'variables');
  const filled = url.replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
    const value = fieldOf(isObject(variables) ? variables[name] : undefined, 'default');
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole;
  });
  const [, path = ''] = /^(?:[a-z][a-z\d+.-]*:)?(?:\/\/[^/?#]*)?([^?#]*)/i.exec(filled) ?? [];
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  return [segments.map((segment) => `/${segment}`).join('')];
}
