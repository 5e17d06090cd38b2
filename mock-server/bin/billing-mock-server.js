#!/usr/bin/env node
import { listenToSignals } from '../dist/cli-stop.js';

listenToSignals();
// Loading the rest takes a while, in which a signal may come.
const { runMockServer } = await import('../dist/cli.js');
await runMockServer(process.argv);
