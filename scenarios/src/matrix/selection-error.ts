/** Cells asked for in a way that can't be followed: `message` says in a sentence what is wrong, and what there is. */
export class SelectionError extends Error {
  override readonly name = 'SelectionError';
}
