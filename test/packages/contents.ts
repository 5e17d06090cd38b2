import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

const REQUIRED = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'];
const FOR_DEVELOPERS =
  /(?:^|\/)(?:bench|coverage|examples|golden|growth|node_modules|scripts|src|test)\/|\.test\.|tsconfig|\.tsbuildinfo$/;
const MAP_COMMENT = /[#@] sourceMappingURL=([^\s*]+)(?: ?\*\/)?\s*$/;

interface SourceMap {
  readonly sources: readonly string[];
  readonly sourceRoot?: string;
  readonly sourcesContent?: readonly (string | null)[];
}

/** The problems in the packed files of a workspace, a sentence each. */
export function contentProblems(workspace: string, packed: readonly string[]): string[] {
  const paths = new Set(packed);
  const stale = packed.filter((path) => isStale(path, workspace));
  const read = (path: string) => readFileSync(join(workspace, path), 'utf8');
  return [
    ...REQUIRED.filter((path) => !paths.has(path)).map((path) => `${path} is missing`),
    ...packed.filter((path) => FOR_DEVELOPERS.test(path)).map((path) => `${path} is for developers only`),
    ...stale.map((path) => `${path} is left of a source that is gone: remove dist and *.tsbuildinfo, and build`),
    ...packed
      .filter((path) => isText(path) && !stale.includes(path))
      .flatMap((path) => mapProblems(path, paths, read(path))),
  ];
}

/** Whether the compiler made a file of a source that is no more. It never removes one. */
function isStale(path: string, workspace: string): boolean {
  const [, source] = /^dist\/(.+)\.(?:js|d\.ts)(?:\.map)?$/.exec(path) ?? [];
  if (source === undefined || !isCompiled(path, workspace)) return false;
  return !existsSync(join(workspace, 'src', `${source}.ts`));
}

/** The compiler writes a map beside each file, and no other tool of the build does. */
function isCompiled(path: string, workspace: string): boolean {
  return path.endsWith('.map') || existsSync(join(workspace, `${path}.map`));
}

function isText(path: string): boolean {
  return /\.(?:[cm]?[jt]s|css|map)$/.test(path);
}

function mapProblems(path: string, paths: ReadonlySet<string>, text: string): string[] {
  if (path.endsWith('.map')) return sourceProblems(path, paths, JSON.parse(text));
  const [, map] = MAP_COMMENT.exec(text) ?? [];
  if (map === undefined || map.startsWith('data:') || paths.has(beside(path, map))) return [];
  return [`${path} names the map ${map}, which is not packed`];
}

/** A map is of use when it has its sources or when they are packed. */
function sourceProblems(path: string, paths: ReadonlySet<string>, map: SourceMap): string[] {
  const { sources, sourceRoot = '', sourcesContent = [] } = map;
  return sources
    .filter((source, index) => !sourcesContent[index] && !paths.has(beside(path, sourceRoot + source)))
    .map((source) => `${path} is a map of ${source}, which is not packed`);
}

function beside(path: string, link: string): string {
  return posix.join(posix.dirname(path), link);
}
