import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

/** A compiled file that names the parts of packages that are used. */
export interface Bundle {
  readonly file: URL;
  /** The packages that stay packages. */
  readonly external?: readonly string[];
  /** The line at the beginning of the file that tells whose code is in it. */
  readonly notice: string;
  /** The package whose licence is put beside the file, and the name of the copy. */
  readonly licence: { readonly of: string; readonly as: string };
}

/** The `require` by which CommonJS packages ask for Node's modules. */
const requireForCommonJs =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * Puts the code of packages into a compiled file that names the parts used of them, with their licences beside it, so that nobody who
 * installs the package installs those. It is run after the compiler, whose output it replaces.
 */
export function bundlePackages({ file, external = [], notice, licence }: Bundle): void {
  const path = fileURLToPath(file);
  const banner = `/* ${notice} */\n${requireForCommonJs}\n`;
  // The compiler writes a file anew only when its source has changed.
  if (readFileSync(path, 'utf8').startsWith(banner)) return;
  buildSync({
    entryPoints: [path],
    outfile: path,
    allowOverwrite: true,
    bundle: true,
    external: [...external],
    format: 'esm',
    // Their modules, and not their CommonJS, of which nothing could be left out.
    mainFields: ['module', 'main'],
    minify: true,
    platform: 'node',
    banner: { js: banner.trimEnd() },
  });
  rmSync(`${path}.map`, { force: true });
  const manifest = findPackageJSON(licence.of, file);
  if (manifest === undefined) throw new Error(`${licence.of} is not installed.`);
  copyFileSync(join(dirname(manifest), 'LICENSE'), new URL(licence.as, file));
}
