#!/usr/bin/env node
import { runBillingMatrix } from '../dist/cli/billing-matrix.js';

await runBillingMatrix(process.argv);
