import type { Setting } from './setting.ts';

/** The text that somebody gave for a setting. */
export interface Given {
  readonly text: string;
  /** The place that it comes from, like `--port`, `MOCK_SERVER_PORT` or `mock.yaml:3:7`. */
  readonly source: string;
  /** The sentence that refuses the text, without the rule that it breaks. */
  readonly refusal: string;
  /** Whether it comes from a file, to which the help of the command says little. */
  readonly isOfFile?: true;
}

/** The texts that one source gives. */
export type GivenTexts = ReadonlyMap<Setting<unknown>, Given>;
