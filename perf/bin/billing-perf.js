#!/usr/bin/env node
import { runBillingPerf } from '../dist/cli/billing-perf.js';

await runBillingPerf(process.argv);
