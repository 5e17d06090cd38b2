/** A part of what a snapshot holds of an account. */
export interface SnapshotPart {
  /** Its name in the file. */
  readonly name: string;
  /** What the account has of it now, as data for JSON; nothing when it has none. */
  readonly save: (uuid: string) => unknown;
  /**
   * Makes ready to put saved data in place of what the account has, and returns the function that does it and can't fail. Throws a
   * `Refusal` for data that `save` cannot have given, or for which there is no room.
   */
  readonly replacement: (uuid: string, saved: unknown) => () => void;
}
