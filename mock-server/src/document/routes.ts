/** A path's segments looked up one by one: finding one takes as long whatever the number of paths. */
export class Routes<Entry> {
  readonly #root: Node<Entry> = newNode();

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
    const places = placesAt(this.#root, segmentsOf(path)).filter(({ node }) => node.methods.size > 0);
    if (places.length === 0) return undefined;
    return {
      methods: [...new Set(places.flatMap(({ node }) => [...node.methods.keys()]))],
      of(method) {
        for (const { node, values } of places) {
          const found = node.methods.get(method);
          if (found) return { entry: found.entry, parameters: valuesByName(found.names, values) };
        }
        return undefined;
      },
    };
  }
}

interface Place<Entry> {
  readonly node: Node<Entry>;
  /** The values of the parameters on the way to it. */
  readonly values: readonly string[];
}

/** Finds the places to which the segments lead. Literal segments come before parameters, since an id may equal a word of another path. */
function placesAt<Entry>(root: Node<Entry>, segments: readonly string[]): Place<Entry>[] {
  let places: Place<Entry>[] = [{ node: root, values: [] }];
  for (const segment of segments) {
    const literal = places.flatMap(({ node, values }) => place(node.literals.get(segment), values));
    const isName = segment !== '';
    const parameter = places.flatMap(({ node, values }) =>
      place(isName ? node.parameter : undefined, [...values, decoded(segment)]),
    );
    places = [...literal, ...parameter];
  }
  return places;
}

function place<Entry>(node: Node<Entry> | undefined, values: readonly string[]): Place<Entry>[] {
  return node ? [{ node, values }] : [];
}

function valuesByName(names: readonly string[], values: readonly string[]): Record<string, string | undefined> {
  return Object.fromEntries(names.map((name, index) => [name, values[index]]));
}

export interface Match<Entry> {
  readonly methods: readonly string[];
  of(method: string): { readonly entry: Entry; readonly parameters: Record<string, string | undefined> } | undefined;
}

interface Node<Entry> {
  readonly literals: Map<string, Node<Entry>>;
  parameter: Node<Entry> | undefined;
  readonly methods: Map<string, { readonly entry: Entry; readonly names: readonly string[] }>;
}

function newNode<Entry>(): Node<Entry> {
  return { literals: new Map(), parameter: undefined, methods: new Map() };
}

function literalChild<Entry>(node: Node<Entry>, segment: string): Node<Entry> {
  const child = node.literals.get(segment) ?? newNode<Entry>();
  node.literals.set(segment, child);
  return child;
}

function parameterChild<Entry>(node: Node<Entry>): Node<Entry> {
  node.parameter ??= newNode();
  return node.parameter;
}

function segmentsOf(path: string): string[] {
  return path.replace(/\/$/, '').split('/').slice(1);
}

/** A segment that is no percent-encoding stands for itself. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
