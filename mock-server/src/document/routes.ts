/** The segments of paths, looked up one by one: finding a path takes equally long for any number of paths. */
export class Routes<Entry> {
  readonly #root: Node<Entry> = newNode(0);

  /** Adds the entry of a path template such as `/billing/meters/{meterId}` and a method. */
  add(template: string, method: string, entry: Entry): void {
    let node = this.#root;
    const names: string[] = [];
    for (const segment of segmentsOf(template)) {
      const name = /^\{(.+)\}$/.exec(segment)?.[1];
      if (name !== undefined) names.push(name);
      node = name === undefined ? literalChild(node, segment) : parameterChild(node);
    }
    node.methods.set(method.toUpperCase(), { entry, names });
  }

  /** Finds a path: its entries by method and the values of its parameters; `undefined` for an unknown path. */
  find(path: string): Match<Entry> | undefined {
    const places: Place<Entry>[] = [];
    collectPlaces(places, { node: this.#root, values: [] }, segmentsOf(path));
    return places.length === 0 ? undefined : new Match(places);
  }
}

/** The operations of a path. An id may equal a word of another path, so that a path may lead to several places. */
export class Match<Entry> {
  readonly #places: readonly Place<Entry>[];

  constructor(places: readonly Place<Entry>[]) {
    this.#places = places;
  }

  get methods(): string[] {
    return [...new Set(this.#places.flatMap(({ node }) => [...node.methods.keys()]))];
  }

  of(method: string): { readonly entry: Entry; readonly parameters: Record<string, string | undefined> } | undefined {
    for (const { node, values } of this.#places) {
      const found = node.methods.get(method);
      if (found) return { entry: found.entry, parameters: valuesByName(found.names, values) };
    }
    return undefined;
  }
}

interface Place<Entry> {
  readonly node: Node<Entry>;
  /** The values of the parameters on the way to it. */
  readonly values: readonly string[];
}

/** Collects the places to which the segments lead from a place. Literal segments come before parameters. */
function collectPlaces<Entry>(found: Place<Entry>[], from: Place<Entry>, segments: readonly string[]): void {
  const { node, values } = from;
  const segment = segments[node.depth];
  if (segment === undefined) {
    if (node.methods.size > 0) found.push(from);
    return;
  }
  const literal = node.literals.get(segment);
  if (literal) collectPlaces(found, { node: literal, values }, segments);
  const { parameter } = node;
  if (parameter && segment !== '')
    collectPlaces(found, { node: parameter, values: [...values, decoded(segment)] }, segments);
}

function valuesByName(names: readonly string[], values: readonly string[]): Record<string, string | undefined> {
  const byName: Record<string, string | undefined> = {};
  for (const [index, name] of names.entries()) byName[name] = values[index];
  return byName;
}

interface Node<Entry> {
  /** The number of segments before it. */
  readonly depth: number;
  readonly literals: Map<string, Node<Entry>>;
  parameter: Node<Entry> | undefined;
  readonly methods: Map<string, { readonly entry: Entry; readonly names: readonly string[] }>;
}

function newNode<Entry>(depth: number): Node<Entry> {
  return { depth, literals: new Map(), parameter: undefined, methods: new Map() };
}

function literalChild<Entry>(node: Node<Entry>, segment: string): Node<Entry> {
  const child = node.literals.get(segment) ?? newNode<Entry>(node.depth + 1);
  node.literals.set(segment, child);
  return child;
}

function parameterChild<Entry>(node: Node<Entry>): Node<Entry> {
  node.parameter ??= newNode(node.depth + 1);
  return node.parameter;
}

function segmentsOf(path: string): string[] {
  return (path.endsWith('/') ? path.slice(0, -1) : path).split('/').slice(1);
}

/** A segment that is no percent-encoding stands for itself. */
function decoded(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
