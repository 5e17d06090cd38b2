import { type PathTemplate, parseTemplate, type Segment, segmentKey, valuesIn } from './path-template.ts';

/** The routes of a path: their methods, and for each method its entry with the values of its parameters, as they stand in the path. */
export interface RouteMatch<Entry> {
  readonly methods: readonly string[];
  /** The entry of a method. When several are at one path, it is the first that the request is right for, else the first of all. */
  of(method: string, isRight: (found: Found<Entry>) => boolean): Found<Entry> | undefined;
}

export interface Found<Entry> {
  readonly entry: Entry;
  readonly values: ReadonlyMap<string, string>;
}

interface Route<Entry> {
  readonly entry: Entry;
  readonly template: PathTemplate;
  readonly method: string;
}

interface Node<Entry> {
  readonly texts: Map<string, Node<Entry>>;
  readonly mixed: Map<string, { readonly segment: Segment; readonly node: Node<Entry> }>;
  parameter: Node<Entry> | undefined;
  readonly routes: Route<Entry>[];
}

interface Place<Entry> {
  readonly node: Node<Entry>;
  readonly values: readonly string[];
}

/** The operations of documents by path. Texts come before parameters: `/users/me` is not a user of the id `me`. */
export class PathRoutes<Entry> {
  readonly #root: Node<Entry> = newNode();

  /** Adds an entry; answers the first one that has its path, method and query already. */
  add(template: string, method: string, entry: Entry): Entry | undefined {
    const parsed = parseTemplate(template);
    let node = this.#root;
    for (const segment of parsed.segments) node = childFor(node, segment);
    const same = node.routes.find((route) => isSame(route, parsed, method));
    node.routes.push({ entry, template: parsed, method });
    return same?.entry;
  }

  find(path: string, queryString: string): RouteMatch<Entry> | undefined {
    const hasSlash = path.length > 1 && path.endsWith('/');
    const segments = (hasSlash ? path.slice(0, -1) : path).split('/').slice(1);
    const places: Place<Entry>[] = [];
    collect(places, { node: this.#root, values: [] }, segments, 0);
    if (places.length === 0) return undefined;
    const methods = [...new Set(places.flatMap(({ node }) => node.routes.map(({ method }) => method)))];
    return { methods, of: (method, isRight) => bestOf(places, { method, hasSlash, queryString }, isRight) };
  }
}

interface Wanted {
  readonly method: string;
  readonly hasSlash: boolean;
  readonly queryString: string;
}

function bestOf<Entry>(
  places: readonly Place<Entry>[],
  { method, hasSlash, queryString }: Wanted,
  isRight: (found: Found<Entry>) => boolean,
): Found<Entry> | undefined {
  for (const { node, values } of places) {
    const fitting = node.routes.filter((route) => route.method === method && hasQuery(route.template, queryString));
    if (fitting.length === 0) continue;
    const found = fitting
      .sort((one, other) => rank(other, hasSlash) - rank(one, hasSlash))
      .map(({ entry, template }) => ({ entry, values: valuesByName(template, values) }));
    return found.length === 1 ? found[0] : (found.find(isRight) ?? found[0]);
  }
  return undefined;
}

function hasQuery({ query }: PathTemplate, queryString: string): boolean {
  if (query.length === 0) return true;
  const sent = new URLSearchParams(queryString);
  return query.every(([name, value]) => sent.getAll(name).includes(value));
}

function rank<Entry>({ template }: Route<Entry>, hasSlash: boolean): number {
  return template.query.length * 2 + (template.hasSlash === hasSlash ? 1 : 0);
}

function valuesByName({ segments }: PathTemplate, values: readonly string[]): ReadonlyMap<string, string> {
  const names = segments.flatMap((segment) =>
    segment.flatMap((part) => (typeof part === 'string' ? [] : [part.parameter])),
  );
  return new Map(names.map((name, index) => [name, values[index] ?? '']));
}

function collect<Entry>(found: Place<Entry>[], from: Place<Entry>, segments: readonly string[], depth: number): void {
  const segment = segments[depth];
  const { node, values } = from;
  if (segment === undefined) {
    if (node.routes.length > 0) found.push(from);
    return;
  }
  const text = node.texts.get(segment) ?? node.texts.get(decoded(segment));
  if (text) collect(found, { node: text, values }, segments, depth + 1);
  for (const mixed of node.mixed.values()) {
    const inside = valuesIn(mixed.segment, segment);
    if (inside) collect(found, { node: mixed.node, values: [...values, ...inside] }, segments, depth + 1);
  }
  if (node.parameter && segment !== '')
    collect(found, { node: node.parameter, values: [...values, segment] }, segments, depth + 1);
}

function newNode<Entry>(): Node<Entry> {
  return { texts: new Map(), mixed: new Map(), parameter: undefined, routes: [] };
}

function childFor<Entry>(node: Node<Entry>, segment: Segment): Node<Entry> {
  const [only] = segment;
  if (segment.length > 1) {
    const key = segmentKey(segment);
    const known = node.mixed.get(key) ?? { segment, node: newNode<Entry>() };
    node.mixed.set(key, known);
    return known.node;
  }
  if (typeof only === 'object') {
    node.parameter ??= newNode();
    return node.parameter;
  }
  const text = only ?? '';
  const known = node.texts.get(text) ?? newNode<Entry>();
  node.texts.set(text, known);
  return known;
}

function isSame<Entry>({ template, method }: Route<Entry>, other: PathTemplate, otherMethod: string): boolean {
  const isLike = method === otherMethod && template.hasSlash === other.hasSlash;
  return isLike && String(template.query) === String(other.query);
}

function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
