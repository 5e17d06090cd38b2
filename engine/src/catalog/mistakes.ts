import type { ErrorDetail } from '../errors/billing-error.ts';

/** A spot in a catalog: what it is called there, and at which character it stands. */
export interface Place {
  readonly name: string;
  readonly offset: number;
}

interface Mistake {
  readonly offset: number;
  readonly message: string;
}

/** A message is one line, and quotes no more of the catalog than fits on it. */
const MAX_MESSAGE = 400;

/** What is wrong with a catalog, at most one mistake a place: what follows from a mistake is none of its own. */
export class Mistakes {
  /** By JSON pointer into the policy. */
  readonly #places = new Map<string, Place>();
  readonly #found = new Map<string, Mistake | undefined>();

  add(place: Place, message: string): void {
    this.#note(place, { offset: place.offset, message: onOneLine(`${place.name} ${message}`) });
  }

  /** Whatever is wrong there follows from another mistake. */
  ignore(place: Place): void {
    this.#note(place, undefined);
  }

  /** The figure of the policy comes from that place. */
  locate(pointer: string, place: Place): void {
    this.#places.set(pointer, place);
  }

  /** Adds what is wrong with the policy, each where it comes from. Every part of the policy has been located. */
  addDetails(details: readonly ErrorDetail[]): void {
    for (const { path, message } of details) this.add(this.#placeOf(path), message);
  }

  /** In the order of the file. */
  found(): readonly Mistake[] {
    return [...this.#found.values()].flatMap((mistake) => mistake ?? []).sort((a, b) => a.offset - b.offset);
  }

  #note(place: Place, mistake: Mistake | undefined): void {
    const key = keyOf(place);
    if (!this.#found.has(key)) this.#found.set(key, mistake);
  }

  /** Where it comes from, or the nearest part that it is in. */
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
