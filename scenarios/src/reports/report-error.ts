/** A file that is no report, or reports that don't belong together: one line that names the file and the place. */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}
