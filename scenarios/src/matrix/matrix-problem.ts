/** A matrix that can't be run: `message` says in a sentence what of it, and where. */
export class MatrixProblem extends Error {
  override readonly name = 'MatrixProblem';
}
