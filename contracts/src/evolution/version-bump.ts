/** A version of a document: major, minor and patch. */
type Version = readonly [major: number, minor: number, patch: number];

/** Reads a semantic version; the text after the three numbers does not count. */
export function readVersion(text: unknown): Version | undefined {
  const [, ...numbers] = /^(\d+)\.(\d+)\.(\d+)(?:[-+].*)?$/su.exec(String(text)) ?? [];
  const [major, minor, patch] = numbers.map(Number);
  return major === undefined || minor === undefined || patch === undefined ? undefined : [major, minor, patch];
}

/** Whether the second version says that something breaks: its major number is higher, or the minor one while the major one is 0. */
export function announcesBreak([major, minor]: Version, [newMajor, newMinor]: Version): boolean {
  return newMajor > major || (major === 0 && newMajor === 0 && newMinor > minor);
}

/** The lowest version after this one that says that something breaks. */
export function nextBreakingVersion([major, minor]: Version): string {
  return major === 0 ? `0.${minor + 1}.0` : `${major + 1}.0.0`;
}
