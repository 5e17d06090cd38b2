#!/usr/bin/env node
/**
 * Behaves as k6 does, as far as the runner and the scripts can tell: it prints its version, runs a script with the modules of k6, a few
 * iterations one after another, looks at the thresholds, and writes what `handleSummary` says. Variables STAND_IN_* tell it more.
 */
import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { SummaryData } from '../../src/k6/script-summary.ts';
import { resultsOf, samples } from './samples.ts';

const [command = '', ...args] = process.argv.slice(2);
const { STAND_IN_VERSION = 'v1.3.0', STAND_IN_LOG, STAND_IN_ITERATIONS = '60' } = process.env;
const THRESHOLDS_MISSED = 99;
const INTERRUPTED = 105;

interface Script<Data> {
  readonly options: { readonly thresholds: Record<string, string[]> };
  readonly setup: () => Data;
  readonly load: (data: Data) => void;
  readonly bills: (data: Data) => void;
  readonly teardown: (data: Data) => void;
  readonly handleSummary: (data: SummaryData) => Record<string, string>;
}

if (command === 'version') {
  process.stdout.write(`k6 ${STAND_IN_VERSION} (commit/abcdef, go1.24.6, linux/amd64)\n`);
} else if (command === 'run') {
  if (STAND_IN_LOG) writeFileSync(STAND_IN_LOG, JSON.stringify({ args, env: process.env }));
  await run(args.at(-1) ?? '');
}

async function run(file: string): Promise<void> {
  registerHooks({
    resolve: (specifier, context, next) =>
      /^k6(?:$|\/)/.test(specifier)
        ? { url: new URL(`./${specifier.replace('k6/', '')}-module.ts`, import.meta.url).href, shortCircuit: true }
        : next(specifier, context),
  });
  Object.assign(globalThis, { __ENV: process.env });
  const script: Script<unknown> = await import(pathToFileURL(file).href);
  let isInterrupted = false;
  process.on('SIGINT', () => {
    isInterrupted = true;
  });
  const beganMs = Date.now();
  const data = script.setup();
  for (let iteration = 0; iteration < Number(STAND_IN_ITERATIONS) && !isInterrupted; iteration += 1) {
    samples.iteration = iteration;
    script.load(data);
    if (iteration < 2) script.bills(data);
    // Without this a signal would never be heard.
    await new Promise((resolve) => setImmediate(resolve));
  }
  script.teardown(data);
  const results = resultsOf(script.options.thresholds);
  const state = { testRunDurationMs: Date.now() - beganMs };
  for (const [name, text] of Object.entries(script.handleSummary({ ...results, state }))) {
    if (name === 'stdout') process.stdout.write(text);
    else writeFileSync(name, text);
  }
  const isMissed = Object.values(results.metrics).some((metric) =>
    Object.values(metric?.thresholds ?? {}).some(({ ok }) => !ok),
  );
  if (isMissed) process.exitCode = THRESHOLDS_MISSED;
  if (isInterrupted) process.exitCode = INTERRUPTED;
}
