const SPACE = /[\t\n\r ]*/y;
const PLAIN =
  /(?:"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/uy;
const NAME = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"[\t\n\r ]*:/uy;

/** The next token that a text of JSON may have, besides the end of a list or object that has just begun. */
type Expected = 'value' | 'name' | 'comma';

/** The offset of the first character that is not JSON in a text that is not. Not every version of Node tells it. */
export function mistakeInJson(text: string): number {
  const reading = new Reading(text);
  while (reading.step());
  return reading.at;
}

/** A text that is being read. */
class Reading {
  at: number;
  readonly #text: string;
  /** The characters that end the lists and objects which are open. */
  readonly #open: string[] = [];
  #expected: Expected = 'value';
  #mayEnd = false;

  constructor(text: string) {
    this.#text = text;
    this.at = endOf(SPACE, text, 0);
  }

  /** Reads one part; answers whether it is JSON. */
  step(): boolean {
    const from = this.at;
    const isRead = this.#end() || this.#part();
    this.at = isRead ? endOf(SPACE, this.#text, this.at) : from;
    return isRead;
  }

  #end(): boolean {
    if (!this.#mayEnd || this.#open.length === 0 || this.#text.charAt(this.at) !== this.#open.at(-1)) return false;
    this.#open.pop();
    return this.#read(this.at + 1, 'comma', true);
  }

  #part(): boolean {
    if (this.#expected === 'comma') return this.#comma();
    if (this.#expected === 'name') return this.#read(endOf(NAME, this.#text, this.at), 'value', false);
    const character = this.#text.charAt(this.at);
    if (character !== '{' && character !== '[') return this.#read(endOf(PLAIN, this.#text, this.at), 'comma', true);
    this.#open.push(character === '{' ? '}' : ']');
    return this.#read(this.at + 1, character === '{' ? 'name' : 'value', true);
  }

  #comma(): boolean {
    if (this.#open.length === 0 || this.#text.charAt(this.at) !== ',') return false;
    return this.#read(this.at + 1, this.#open.at(-1) === '}' ? 'name' : 'value', false);
  }

  /** Goes on after a part; answers whether there was one. */
  #read(end: number, expected: Expected, mayEnd: boolean): boolean {
    if (end === this.at) return false;
    this.at = end;
    this.#expected = expected;
    this.#mayEnd = mayEnd;
    return true;
  }
}

/** The end of a pattern's match that begins at an offset; the offset when there is none. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
