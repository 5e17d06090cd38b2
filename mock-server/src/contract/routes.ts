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

  /** What is at a path: the entries by method and the parameters in it; `undefined` for an unknown path. */
  find(path: string): Match<Entry> | undefined {
    let node = this.#root;
    const values: string[] = [];
    for (const segment of segmentsOf(path)) {
      const literal = node.literals.get(segment);
      const next = literal ?? (segment === '' ? undefined : node.parameter);
      if (!next) return undefined;
      if (!literal) values.push(decoded(segment));
      node = next;
    }
    if (node.methods.size === 0) return undefined;
    return {
      methods: [...node.methods.keys()],
      of(method) {
        const found = node.methods.get(method);
        if (!found) return undefined;
        const parameters = Object.fromEntries(found.names.map((name, index) => [name, values[index]]));
        return { entry: found.entry, parameters };
      },
    };
  }
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
