/**
 * npm runs this after each `npm install` and `npm ci` in the repository, to build it. An installation without development
 * dependencies has no compiler: it needs `dist` folders from elsewhere, as an image has, so there is nothing to do.
 */
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const compiler = new URL('../node_modules/typescript/package.json', import.meta.url);

if (existsSync(compiler)) execSync('npm run -s build', { stdio: 'inherit' });
else process.stdout.write('Not built: the compiler is a development dependency, and those are not installed.\n');
