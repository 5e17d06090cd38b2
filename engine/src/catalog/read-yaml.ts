import { Composer, type CST, type Document, LineCounter, type ParsedNode } from 'yaml';
import type { Place } from './mistakes.ts';
import { TooMuchYaml, yamlTokens } from './yaml-tokens.ts';

interface YamlProblem extends Place {
  readonly message: string;
}

export interface YamlText {
  readonly contents: ParsedNode | null;
  readonly problems: readonly YamlProblem[];
  readonly lines: LineCounter;
}

/** The place of a mistake, as the library gives it. */
type ErrorSource = number | readonly [number, ...number[]] | { readonly offset: number };

/** All scalars are texts in the failsafe schema, so that no number goes through a float. Fields are told apart elsewhere. */
const OPTIONS = { schema: 'failsafe', resolveKnownTags: false, uniqueKeys: false, prettyErrors: false } as const;

/** A text that is no YAML may have an error at each of its characters. */
const MAX_NAMED = 50;

export function readYaml(text: string): YamlText {
  const lines = new LineCounter();
  const errors = new YamlErrors();
  try {
    const document = documentIn(text, lines, errors);
    return { contents: document?.contents ?? null, problems: errors.named(), lines };
  } catch (error) {
    if (!(error instanceof TooMuchYaml)) throw error;
    const { offset, message } = error;
    return { contents: null, problems: [...errors.named(), { name: 'is no catalog:', offset, message }], lines };
  }
}

/** The first document of the text. A second one is an error, and is not read. */
function documentIn(text: string, lines: LineCounter, errors: YamlErrors): Document.Parsed | undefined {
  const composer = new Composer(OPTIONS);
  // The composer makes an exception of every error, with a trace, which takes a kilobyte for each.
  Object.assign(composer, {
    onError: (source: ErrorSource, _code: string, message: string) => errors.add(source, message),
  });
  const tokens = withoutErrors(yamlTokens(text, lines.addNewLine), errors);
  let first: Document.Parsed | undefined;
  for (const document of composer.compose(tokens, true, text.length)) {
    if (first) {
      errors.add(document.range, 'a catalog is one document, and here a second one starts');
      break;
    }
    first = document;
    for (const { pos, message } of [...first.errors, ...first.warnings]) errors.add(pos, message);
  }
  return first;
}

function* withoutErrors(tokens: Iterable<CST.Token>, errors: YamlErrors): Generator<CST.Token, void> {
  for (const token of tokens) {
    if (token.type === 'error') errors.add(token, token.message);
    else yield token;
  }
}

/** The errors of the text as YAML: the first ones, and the number of the others. */
class YamlErrors {
  readonly #named: YamlProblem[] = [];
  #firstUnnamed = 0;
  #unnamed = 0;

  add(source: ErrorSource, message: string): void {
    const offset = offsetOf(source);
    if (this.#named.length < MAX_NAMED) {
      this.#named.push({ name: 'is not YAML:', offset, message });
      return;
    }
    this.#firstUnnamed = this.#unnamed === 0 ? offset : Math.min(offset, this.#firstUnnamed);
    this.#unnamed += 1;
  }

  named(): readonly YamlProblem[] {
    if (this.#unnamed === 0) return this.#named;
    const message = `from here on there are ${this.#unnamed} more errors`;
    return [...this.#named, { name: 'is not YAML:', offset: this.#firstUnnamed, message }];
  }
}

function offsetOf(source: ErrorSource): number {
  if (typeof source === 'number') return source;
  return 'offset' in source ? source.offset : source[0];
}
