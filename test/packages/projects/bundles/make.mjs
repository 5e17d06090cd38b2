/** Makes a script for browsers of the client, by esbuild and by Vite, and looks for modules of Node in it. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { build as buildByVite } from 'vite';

await build({
  entryPoints: ['client.ts'],
  bundle: true,
  minify: true,
  platform: 'browser',
  outfile: 'made/esbuild.js',
});
await buildByVite({
  configFile: false,
  logLevel: 'warn',
  build: {
    lib: { entry: 'client.ts', formats: ['iife'], name: 'client', fileName: () => 'vite.js' },
    outDir: 'made',
    emptyOutDir: false,
  },
});
for (const name of ['esbuild', 'vite']) {
  const script = await readFile(`made/${name}.js`, 'utf8');
  assert.doesNotMatch(script, /\bnode:|__vite-browser-external|require\(["'](?:http|https|util|stream)["']\)/);
  process.stdout.write(`${name}: ${Math.round(script.length / 1024)} KiB\n`);
}
