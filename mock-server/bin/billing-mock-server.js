#!/usr/bin/env node
import { runMockServer } from '../dist/cli.js';

await runMockServer(process.argv);
