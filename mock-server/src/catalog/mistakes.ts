import type { ErrorDetail } from '@billing-testkit/engine';

/** A spot in a catalog: what it is called there, and at which character it stands. */
export interface Place {
  readonly name: string;
  readonly offset: number;
}

interface Mistake {
  readonly offset: number;
  readonly message: string;
}

/** What is wrong with a catalog, at most one mistake a place: what follows from a mistake is none of its own. */
export class Mistakes {
  /** By JSON pointer into the policy. */
  readonly #places = new Map<string, Place>();
  readonly #found = new Map<string, Mistake | undefined>();

  add(place: Place, message: string): void {
    const key = keyOf(place);
    if (!this.#found.has(key)) this.#found.set(key, { offset: place.offset, message: `${place.name} ${message}` });
  }

  /** Whatever is wrong there follows from another mistake. */
  ignore(place: Place): void {
    const key = keyOf(place);
    if (!this.#found.has(key)) this.#found.set(key, undefined);
  }

  /** The figure of the policy comes from that place. */
  locate(pointer: string, place: Place): void {
    this.#places.set(pointer, place);
  }

  /** Adds what is wrong with the policy, each where it comes from. */
  addDetails(details: readonly ErrorDetail[]): void {
    for (const { path, message } of details) {
      const place = this.#placeOf(path);
      if (place) this.add(place, message);
    }
  }

  /** In the order of the file. */
  found(): readonly Mistake[] {
    return [...this.#found.values()].flatMap((mistake) => mistake ?? []).sort((a, b) => a.offset - b.offset);
  }

  /** Where it comes from, or the nearest part that it is in. */
  #placeOf(pointer: string): Place | undefined {
    let known = pointer;
    while (known !== '' && !this.#places.has(known)) known = known.slice(0, known.lastIndexOf('/'));
    return this.#places.get(known);
  }
}

function keyOf({ name, offset }: Place): string {
  return `${offset} ${name}`;
}
