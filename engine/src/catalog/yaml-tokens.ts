import { type CST, Lexer, Parser } from 'yaml';

/** A row of a price book has about 30 lexemes, spaces included. */
const MAX_LEXEMES = 300_000;

/** A catalog is less than ten levels deep; many more would exhaust the stack of the code that reads it. */
const MAX_DEPTH = 50;

/** A text that is not read to its end, since reading it would take too long or too much memory. */
export class TooMuchYaml extends Error {
  override readonly name = 'TooMuchYaml';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** The tokens of the text. `onNewLine` is called with the place where each line starts. Throws a `TooMuchYaml`. */
export function* yamlTokens(text: string, onNewLine: (offset: number) => unknown): Generator<CST.Token, void> {
  const parser = new Parser(onNewLine);
  let lexemes = 0;
  onNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1;
    if (lexemes > MAX_LEXEMES) {
      throw new TooMuchYaml(`it is too long: a catalog has at most ${MAX_LEXEMES} words and marks`, parser.offset);
    }
    yield* parser.next(lexeme);
    if (parser.stack.length > MAX_DEPTH) throw new TooMuchYaml('it is nested too deeply', parser.offset);
  }
  yield* parser.end();
}
