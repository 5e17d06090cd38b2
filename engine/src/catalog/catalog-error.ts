/** A mistake in a catalog and its place: lines and columns count from 1. */
export interface CatalogMistake {
  readonly line: number;
  readonly column: number;
  /** The name of the value and what it must be, like `lateFees.dueDay must be a whole number from 1 to 28`. */
  readonly message: string;
}

const MAX_PRINTED = 100;

/** A catalog that can't be billed by. Its message tells every mistake, one a line, as `catalog.yaml:12:9 …`. */
export class CatalogError extends Error {
  override readonly name = 'CatalogError';
  /** The mistakes in the order of the file; none when it could not be read at all. */
  readonly mistakes: readonly CatalogMistake[];

  constructor(message: string, options: ErrorOptions & { readonly mistakes?: readonly CatalogMistake[] } = {}) {
    super(message, options);
    this.mistakes = options.mistakes ?? [];
  }

  /** An error that tells the mistakes by line and column. `file` is the name of the text. */
  static ofMistakes(file: string, mistakes: readonly CatalogMistake[]): CatalogError {
    const lines = mistakes
      .slice(0, MAX_PRINTED)
      .map(({ line, column, message }) => `${file}:${line}:${column} ${message}`);
    const more = mistakes.length > MAX_PRINTED ? [`… and ${mistakes.length - MAX_PRINTED} more`] : [];
    return new CatalogError([...lines, ...more].join('\n'), { mistakes });
  }
}
