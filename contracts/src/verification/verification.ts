/** A verification of a provider against pacts, as the process that runs Pact is told it. */
export interface Verification {
  /** The base URL of the provider. */
  readonly provider: string;
  /** The URL that sets up provider states; none are set up without it. */
  readonly states?: string;
  /** A text that the description of an interaction has to contain. */
  readonly filter?: string;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  readonly source: FileSource | BrokerSource;
  /** Whether Pact's own output is shown. */
  readonly isVerbose: boolean;
}

export interface FileSource {
  readonly files: readonly string[];
}

/** A broker that has pacts, and takes the results. */
export interface BrokerSource {
  readonly brokerUrl: string;
  readonly token?: string;
  readonly username?: string;
  readonly password?: string;
  /** The name of the provider at the broker. */
  readonly providerName: string;
  /** The selectors of the consumers' pacts, which say the versions that are wanted, as the broker takes them. */
  readonly selectors: readonly Readonly<Record<string, unknown>>[];
  readonly enablePending: boolean;
  readonly includeWipPactsSince?: string;
  /** Whether the results are published, as those of `providerVersion`. */
  readonly isPublished: boolean;
  readonly providerVersion?: string;
  readonly providerBranch?: string;
}

/** A difference between an answer of the provider and the pact. */
export interface Mismatch {
  /** The part of the answer: `status`, `header Content-Type`, or `body $.statements[0]`. */
  readonly place: string;
  readonly message: string;
}

/** The outcome of one interaction. */
export interface InteractionResult {
  readonly consumer: string;
  readonly description: string;
  readonly states: readonly string[];
  readonly holds: boolean;
  /** Whether its failure fails nothing: the broker says that its pact was never verified before. */
  readonly isPending: boolean;
  readonly mismatches: readonly Mismatch[];
}

/** The outcome of a verification, as the process that runs Pact tells it. */
export type Outcome = Verified | NotVerified;

export interface Verified {
  readonly results: readonly InteractionResult[];
  /** Remarks of the broker, a line each. */
  readonly notices: readonly string[];
}

interface NotVerified {
  readonly failure: string;
  /** Whether the verification could not begin because of a mistake that the caller has to put right. */
  readonly isUsage: boolean;
}
