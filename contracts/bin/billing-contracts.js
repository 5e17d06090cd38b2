#!/usr/bin/env node
import { runBillingContracts } from '../dist/cli/billing-contracts.js';

await runBillingContracts(process.argv);
