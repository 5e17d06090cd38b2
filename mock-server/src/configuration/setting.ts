import type { ValueType } from './value-types.ts';

/** One thing that can be configured: by an option of the command, a variable of the environment, or a key of a file. */
export interface Setting<Value> {
  /** The option without its hyphens. The names of its variable and of its key follow from it. */
  readonly option: string;
  readonly type: ValueType<Value>;
  /** The value when none is given; absent when the server then does without. */
  readonly default?: Value;
  /** The default in words, for a setting without one, or with one that is not the same everywhere. */
  readonly defaultWords?: string;
  readonly description: string;
  /** A variable of another name, which many programs read. It counts when the setting's own variable is not there. */
  readonly sharedVariable?: string;
  /** The heading that the help shows the option under; absent for the first ones. */
  readonly heading?: string;
}
