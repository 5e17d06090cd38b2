/** A case that can't be asked for in the way it was to be: `message` says in a sentence what of it can't. */
export class CaseProblem extends Error {
  override readonly name = 'CaseProblem';
}
