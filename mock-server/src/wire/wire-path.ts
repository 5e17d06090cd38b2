/**
 * Makes the translation of the engine's paths to the request's, from the names that differ: a name that begins with `/` is the
 * beginning of a path, any other is a field. `wirePath({ '/readings': '/meterList', volume: 'counterVolume' })` translates
 * `/readings/3/volume` to `/meterList/3/counterVolume`.
 */
export function wirePath(names: Readonly<Record<string, string>>): (path: string) => string {
  const known = new Map(Object.entries(names));
  return (path) => {
    const prefix = [...known.keys()].find((name) => name.startsWith('/') && path.startsWith(name)) ?? '';
    const rest = path.slice(prefix.length).split('/');
    return (known.get(prefix) ?? '') + rest.map((segment) => known.get(segment) ?? segment).join('/');
  };
}
