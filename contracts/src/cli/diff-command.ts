import { CommandError, exitCodes } from '../documents/command-error.ts';
import { objectOf } from '../documents/json-value.ts';
import { type OpenApi, readOpenApi } from '../documents/openapi.ts';
import { differenceLine } from '../evolution/difference-text.ts';
import { documentDifferences } from '../evolution/document-differences.ts';
import { announcesBreak, nextBreakingVersion, readVersion } from '../evolution/version-bump.ts';
import type { CommandResult } from './command-result.ts';
import type { DiffOptions } from './task.ts';

/** Compares two OpenAPI documents. Breaking changes come first. */
export function diffCommand(oldFile: string, newFile: string, { unlessBumped }: DiffOptions): CommandResult {
  const [before, after] = [readOpenApi(oldFile), readOpenApi(newFile)];
  const differences = documentDifferences(before.document, after.document);
  const breaking = differences.filter(({ isBreaking }) => isBreaking);
  const harmless = differences.filter(({ isBreaking }) => !isBreaking);
  const sum =
    differences.length === 0
      ? 'No change of the API.'
      : `${breaking.length} breaking and ${harmless.length} harmless changes.`;
  const lines = [...[...breaking, ...harmless].map(differenceLine), sum];
  if (breaking.length === 0) return { lines, exitCode: exitCodes.holds };
  return unlessBumped ? { lines, ...judgedByVersion(before, after) } : { lines, exitCode: exitCodes.broken };
}

/** A breaking change is in order when the version of the new document says so. */
function judgedByVersion(before: OpenApi, after: OpenApi): Omit<CommandResult, 'lines'> {
  const [was, is] = [versionOf(before), versionOf(after)];
  if (announcesBreak(was, is)) return { exitCode: exitCodes.holds };
  const next = nextBreakingVersion(was);
  const complaint = `${after.file} breaks clients of ${was.join('.')}: set its info.version to ${next}, or undo that.`;
  return { complaint, exitCode: exitCodes.broken };
}

function versionOf({ file, document }: OpenApi) {
  const { version } = objectOf(document.info);
  const read = readVersion(version);
  if (read) return read;
  throw new CommandError(`${file} has no info.version like 1.2.3, which --unless-bumped is about.`);
}
