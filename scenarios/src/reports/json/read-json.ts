import { type Report, ReportError, reportVersion } from '../summary/report.ts';
import { printable } from '../summary/wording.ts';
import { formatName, type ReportJson, reportFormat } from './json-format.ts';
import { InvalidReport, readResults } from './read-results.ts';

/**
 * Reads a report that `toJson` wrote, from a file that anything may be in. Throws a `ReportError` that names the file, the place in
 * it and what is wrong there.
 */
export function readJson(text: string, file: string): Report {
  try {
    const { version, run, diagnosis, reproductions } = valid(parsed(text));
    return {
      version,
      run: { ...run, results: readResults(run) },
      ...(diagnosis && { diagnosis }),
      reproductions,
    };
  } catch (error) {
    if (!(error instanceof InvalidReport)) throw error;
    throw new ReportError(printable(`${file} ${error.message}`), { cause: error });
  }
}

function parsed(text: string): unknown {
  if (text.trim() === '') throw new InvalidReport('is empty.');
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InvalidReport(`is no JSON, or only the beginning of it: ${reason}.`, { cause: error });
  }
}

function valid(json: unknown): ReportJson {
  if (!isObject(json) || json.format !== formatName) {
    throw new InvalidReport(`is no report of billing-matrix: its "format" is not "${formatName}".`);
  }
  if (json.version !== reportVersion) {
    const version = JSON.stringify(json.version) ?? 'missing';
    throw new InvalidReport(`is a report of version ${version}; this billing-matrix reads version ${reportVersion}.`);
  }
  const { data, error } = reportFormat.safeParse(json);
  if (data) return data;
  const [issue] = error.issues;
  throw InvalidReport.at(placeOf(issue?.path ?? []), issue?.message ?? 'not valid');
}

/** Like `run.results.differs[3].count`. */
function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
