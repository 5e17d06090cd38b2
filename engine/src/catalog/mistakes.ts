import type { ErrorDetail } from '../errors/billing-error.ts';

/** A place in a catalog: the name of the value there, and the index of its first character. */
export interface Place {
  readonly name: string;
  readonly offset: number;
}

interface Mistake {
  readonly offset: number;
  readonly message: string;
}

/** A message is one line, and quotes no more of the catalog than fits on it. */
const MAX_MESSAGE = 600;

/** The mistakes in a catalog, at most one at each place: the consequence of a mistake is not another mistake. */
export class Mistakes {
  /** The places by JSON pointer into the policy. */
  readonly #places = new Map<string, Place>();
  readonly #found = new Map<string, Mistake | undefined>();

  add(place: Place, message: string): void {
    this.#note(place, { offset: place.offset, message: onOneLine(`${place.name} ${message}`) });
  }

  /** Ignores later mistakes at the place: they follow from another one. */
  ignore(place: Place): void {
    this.#note(place, undefined);
  }

  /** Remembers that the policy's value at `pointer` comes from that place. */
  locate(pointer: string, place: Place): void {
    this.#places.set(pointer, place);
  }

  /** Adds the mistakes in the policy, each at the place that it comes from. Every part of the policy has been located. */
  addDetails(details: readonly ErrorDetail[]): void {
    for (const { path, message } of details) this.add(this.#placeOf(path), message);
  }

  /** The mistakes in the order of the file. */
  found(): readonly Mistake[] {
    return [...this.#found.values()].flatMap((mistake) => mistake ?? []).sort((a, b) => a.offset - b.offset);
  }

  #note(place: Place, mistake: Mistake | undefined): void {
    const key = keyOf(place);
    if (!this.#found.has(key)) this.#found.set(key, mistake);
  }

  /** The place that the value comes from, or that of the nearest part that contains it. */
  #placeOf(pointer: string): Place {
    return this.#places.get(pointer) ?? this.#placeOf(pointer.slice(0, pointer.lastIndexOf('/')));
  }
}

function onOneLine(message: string): string {
  const shown = message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message;
  return shown.replaceAll(/\s+/g, ' ');
}

function keyOf({ name, offset }: Place): string {
  return `${offset} ${name}`;
}
