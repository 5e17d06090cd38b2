/** The names in a request for the engine's names that differ: of a path's first part, or of any field in it. */
export function wirePath(names: Readonly<Record<string, string>>): (path: string) => string {
  const known = new Map(Object.entries(names));
  return (path) => {
    const prefix = [...known.keys()].find((name) => name.startsWith('/') && path.startsWith(name)) ?? '';
    const rest = path.slice(prefix.length).split('/');
    return (known.get(prefix) ?? '') + rest.map((segment) => known.get(segment) ?? segment).join('/');
  };
}
