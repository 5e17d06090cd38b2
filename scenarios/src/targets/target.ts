import { figures, listNames, type Outcome } from '../cases/bill.ts';
import type { BillingCase } from '../cases/billing-case.ts';
import { type Capability, capabilities, isCapability } from '../cases/capabilities.ts';
import { didYouMean } from '../matrices/did-you-mean.ts';

/** The message of an error with that of its cause: `fetch failed` alone does not say that a connection was refused. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  const behind = cause instanceof Error ? reasonOf(cause) : '';
  return behind === '' || message.includes(behind) ? message : `${message} (${behind})`;
}

/** A target that can't be used: `message` tells the reason and a remedy in a sentence. */
export class TargetProblem extends Error {
  override readonly name = 'TargetProblem';
}

/** A system that is compared with the engine: it takes the steps of a case and answers the bill. */
export interface Target {
  /** The name in reports. */
  readonly name: string;
  /**
   * Takes the steps of the case on an account that nothing else uses, and answers the outcome. A step that the system refuses is
   * part of the outcome. An error that this throws is a failure and no wrong bill: the system was not reached or did not speak its
   * API.
   */
  bill(billingCase: BillingCase, context: CaseContext): Promise<Outcome>;
  /** Throws when the system can't be used at all, so that a run ends before it began. */
  check?(signal: AbortSignal): Promise<void>;
  /** Releases the target's resources. */
  close?(): Promise<void>;
  /** Figures that its bills do not have, like `period.start` or `lineItems.netAmount`. All others are compared. */
  readonly omits?: readonly string[];
  /**
   * Everything that the system can do, like `['usage', 'gauges']`. A case that needs more is skipped, and `bill` is not called for it.
   * The system can do everything when this is absent.
   */
  readonly supports?: readonly Capability[] | undefined;
  /** Members that it bills, for a fit: those of the catalog by their names, others with their currency, like `sg:SGD`. */
  readonly members?: readonly string[] | undefined;
  /** Counters that it has prices for and that a catalog may not know, for a fit. */
  readonly counters?: readonly string[] | undefined;
  /**
   * Whether copies of the target may bill at the same time. Each is loaded by a thread of its own, is checked and closed there, and shares
   * no memory with the others. Only one copy is loaded when this is absent, as copies of an adapter may get in each other's way: one
   * that keeps customers in memory, numbers them by itself, listens at a port or writes to a file.
   */
  readonly allowsCopies?: boolean | undefined;
}

/** The context of a case: the name of its account, and the signal that ends it. */
export interface CaseContext {
  /** A name for the account that no other case has: letters, digits, `-` and `_`. */
  readonly uuid: string;
  /** Ends the case early. */
  readonly signal: AbortSignal;
}

/** The figures that a target can omit: totals, figures of lines, and whole lists. */
const omissible: readonly string[] = [
  ...Object.keys(figures.totals),
  ...listNames.flatMap((list) => [list, ...Object.keys(figures[list]).map((figure) => `${list}.${figure}`)]),
];

/**
 * Throws a `TargetProblem` for an omitted figure that no bill has, because the figure that was meant would still be compared, and for a
 * capability that there is not, because the one that was meant would be missing.
 */
export function checkDeclarations({ name, omits = [], supports = [] }: Target): void {
  const figure = omits.find((omitted) => !omissible.includes(omitted));
  if (figure !== undefined) {
    throw new TargetProblem(`${name} omits ${figure}, which is no figure of a bill.${didYouMean(figure, omissible)}`);
  }
  const capability = supports.find((supported) => !isCapability(supported));
  if (capability !== undefined) {
    throw new TargetProblem(
      `${name} supports ${capability}, but there is only ${capabilities.join(', ')}.${didYouMean(capability, capabilities)}`,
    );
  }
}

/** Asks a target whether it can be used. Throws a `TargetProblem` when it can't. */
export async function checkTarget(target: Target, signal: AbortSignal = new AbortController().signal): Promise<void> {
  try {
    await target.check?.(signal);
  } catch (cause) {
    throw new TargetProblem(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
