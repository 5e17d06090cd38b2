/** What is wrong with a file that should be a report, as the end of a sentence that begins with its name. */
export class InvalidReport extends Error {
  /** A report that says something impossible at a place in it. */
  static at(place: string, reason: string): InvalidReport {
    return new InvalidReport(`is a damaged report: ${place}: ${reason}.`);
  }
}
