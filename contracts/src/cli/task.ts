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

/** The options of `check`. */
export interface CheckOptions {
  readonly pact?: readonly string[];
  readonly document?: string;
}

/** The options of `diff`. */
export interface DiffOptions {
  /** Whether a breaking change is in order when the version of the new document says so. */
  readonly unlessBumped?: true;
}

/** The task that a command line asks for, with its options. */
export type Task =
  | { readonly command: 'verify'; readonly options: VerifyOptions }
  | { readonly command: 'check'; readonly options: CheckOptions }
  | { readonly command: 'diff'; readonly oldFile: string; readonly newFile: string; readonly options: DiffOptions };
