import { CaseProblem } from '../cases/billing-case.ts';
import { MatrixProblem } from '../matrices/matrix.ts';
import { UsageError } from '../matrices/usage-errors.ts';
import { reasonOf, TargetProblem } from '../targets/target.ts';

/** The errors that mean something to their catcher. An error loses its class when it is sent to another thread. */
const classes = { CaseProblem, MatrixProblem, TargetProblem, UsageError } as const;

/** An error as it is sent to another thread. */
export interface SentError {
  /** The name of its class, if it means something to its catcher. */
  readonly name: keyof typeof classes | undefined;
  readonly message: string;
  readonly stack: string | undefined;
}

export function toSentError(error: unknown): SentError {
  if (!(error instanceof Error)) return { name: undefined, message: String(error), stack: undefined };
  const { name, message, stack } = error;
  return isKnown(name) ? { name, message, stack } : { name: undefined, message: reasonOf(error), stack };
}

export function fromSentError({ name, message, stack }: SentError): Error {
  const error = name === undefined ? new Error(message) : new classes[name](message);
  return Object.assign(error, stack !== undefined && { stack });
}

function isKnown(name: string): name is keyof typeof classes {
  return Object.hasOwn(classes, name);
}
