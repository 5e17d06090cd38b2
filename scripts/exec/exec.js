#!/usr/bin/env node
/** Runs a command in its place. Only the shell of Windows finds this file: in all others `exec` is built in. */
import { spawnSync } from 'node:child_process';

const [command = '', ...args] = process.argv.slice(2);
const { error, status } = spawnSync(command, args, { stdio: 'inherit' });
if (error) process.stderr.write(`${error.message}\n`);
process.exit(status ?? 1);
