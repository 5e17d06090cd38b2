/** What is wrong with a file that should be a report, as the end of a sentence that begins with its name. */
export class Damage extends Error {
  /** A report that says something impossible at a place in it. */
  static at(place: string, reason: string): Damage {
    return new Damage(`is a damaged report: ${place}: ${reason}.`);
  }
}
