/** The options of `verify`. */
export interface VerifyOptions {
  readonly provider: string;
  /** A URL, or `none`. */
  readonly states?: string;
  readonly filter?: string;
  readonly pact?: readonly string[];
  readonly header?: Readonly<Record<string, string>>;
  readonly verbose?: true;
  readonly broker?: string;
  readonly token?: string;
  readonly username?: string;
  readonly password?: string;
  readonly providerName: string;
  readonly providerVersion?: string;
  readonly providerBranch?: string;
  readonly publish?: true;
  readonly enablePending?: true;
  readonly includeWipPactsSince?: string;
  readonly selectors?: readonly Readonly<Record<string, unknown>>[];
}

/** What the command line asks for. */
export type Task = { readonly command: 'verify'; readonly options: VerifyOptions };
