/** A part of an account's state that a snapshot holds. */
export interface SnapshotPart {
  /** Its name in the file. */
  readonly name: string;
  /** The account's state of this part now, as data for JSON; nothing when it has none. */
  readonly save: (uuid: string) => unknown;
  /**
   * Makes ready to put saved data in place of the account's state, and returns the function that does it and can't fail. Throws a
   * `Refusal` for data that `save` cannot have given, or for which there is no room.
   */
  readonly replacement: (uuid: string, saved: unknown) => () => void;
}
