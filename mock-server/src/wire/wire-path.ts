/**
 * Translates paths to the request's own names, where they differ from the engine's: names of a path's first part, or of any
 * field in it.
 */
export function wirePath(names: Readonly<Record<string, string>>): (path: string) => string {
  const known = new Map(Object.entries(names));
  return (path) => {
    const prefix = [...known.keys()].find((name) => name.startsWith('/') && path.startsWith(name)) ?? '';
    const rest = path.slice(prefix.length).split('/');
    return (known.get(prefix) ?? '') + rest.map((segment) => known.get(segment) ?? segment).join('/');
  };
}
