import { CommandError, exitCodes } from '../documents/command-error.ts';
import { objectOf } from '../documents/json-value.ts';
import { type OpenApi, readOpenApi } from '../documents/openapi.ts';
import { differenceLine } from '../evolution/difference-text.ts';
import { documentDifferences } from '../evolution/document-differences.ts';
import { announcesBreak, nextBreakingVersion, readVersion } from '../evolution/version-bump.ts';
import type { DiffOptions } from './task.ts';

/** Compares two OpenAPI documents and tells what changed, what breaks first. Answers the exit code. */
export function diffCommand(oldFile: string, newFile: string, { unlessBumped }: DiffOptions): number {
  const [before, after] = [readOpenApi(oldFile), readOpenApi(newFile)];
  const differences = documentDifferences(before.document, after.document);
  const breaking = differences.filter(({ isBreaking }) => isBreaking);
  const harmless = differences.filter(({ isBreaking }) => !isBreaking);
  const lines = [...breaking, ...harmless].map(differenceLine);
  const sum =
    lines.length === 0
      ? 'No change of the API.'
      : `${breaking.length} breaking and ${harmless.length} harmless changes.`;
  process.stdout.write(`${[...lines, sum].join('\n')}\n`);
  if (breaking.length === 0) return exitCodes.holds;
  return unlessBumped && isAnnounced(before, after) ? exitCodes.holds : exitCodes.broken;
}

/** Whether the version of the new document says that something breaks; tells it when not. */
function isAnnounced(before: OpenApi, after: OpenApi): boolean {
  const [was, is] = [versionOf(before), versionOf(after)];
  if (announcesBreak(was, is)) return true;
  const message = `${after.file} breaks clients of ${was.join('.')}: set its info.version to ${nextBreakingVersion(was)}, or undo that.`;
  process.stderr.write(`${message}\n`);
  return false;
}

function versionOf({ file, document }: OpenApi) {
  const { version } = objectOf(document.info);
  const read = readVersion(version);
  if (read) return read;
  throw new CommandError(`${file} has no info.version like 1.2.3, which --unless-bumped is about.`);
}
