/** A target that can't be used: `message` says in a sentence why, and what to do about it. */
export class TargetProblem extends Error {
  override readonly name = 'TargetProblem';
}
