import { type Policy, standardPolicy } from '@billing-testkit/engine';
import { stepsOf } from '../src/cases/case-steps.ts';
import { findingsBetween } from '../src/fitting/findings.ts';
import { type FittedCatalog, fitCatalog } from '../src/fitting/fit-catalog.ts';
import { countsOf, fittedText } from '../src/fitting/fit-text.ts';
import { matrices } from '../src/matrices/built-in/matrices.ts';
import { runMatrix } from '../src/runs/run-matrix.ts';
import { engineTarget } from '../src/targets/engine-target.ts';
import { callsOf } from '../src/targets/step-calls.ts';
import type { Target } from '../src/targets/target.ts';
import { otherCatalog } from './other-catalog.ts';

/** The number of catalogs that are tried when no seeds are named, and the share of them that is to be found. */
const CATALOGS = 20;
const WANTED = 0.9;

/** An account is created and deleted, and its bill is read. */
const REQUESTS_PER_CASE = 3;

/** The engine by a catalog, and the number of requests that a server would have had. */
function countingTarget(policy: Policy): { readonly target: Target; readonly requests: () => number } {
  const engine = engineTarget({ policy });
  let requests = 0;
  const target: Target = {
    ...engine,
    bill(billingCase, context) {
      requests += REQUESTS_PER_CASE + stepsOf(billingCase).flatMap(callsOf).length;
      return engine.bill(billingCase, context);
    },
  };
  return { target, requests: () => requests };
}

/** Whether a fit makes every bill of the target, also by the matrices for the target's own catalog. */
async function isFound({ policy: fitted, left }: FittedCatalog, policy: Policy): Promise<boolean> {
  if (left) return false;
  const target = engineTarget({ policy: fitted });
  for (const matrix of matrices) {
    const { conclusion } = await runMatrix(matrix, { target, policy, coverage: 'pairwise' });
    if (conclusion !== 'agrees') return false;
  }
  return true;
}

function namesOf(policy: Policy): string[] {
  return findingsBetween(standardPolicy, policy).map(({ name, found }) => `${name}=${found}`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Finds catalogs that differ from the standard one in three choices and four figures. Exits with 1 when too few are found. */
async function testFit(seeds: readonly number[]): Promise<void> {
  let found = 0;
  for (const seed of seeds) {
    const policy = otherCatalog(seed);
    const { target, requests } = countingTarget(policy);
    const fitted = await fitCatalog({ target });
    const isRight = await isFound(fitted, policy);
    found += Number(isRight);
    const seconds = (fitted.durationMs / 1000).toFixed(1);
    print(`${isRight ? 'found ' : 'MISSED'} ${seed}: ${fitted.asked} bills, ${requests()} requests, ${seconds} s`);
    print(`  ${namesOf(policy).join(', ')}`);
    const others = namesOf(fitted.policy).filter((name) => !namesOf(policy).includes(name));
    if (others.length > 0) print(`  found otherwise: ${others.join(', ')}`);
    const { compared, agree } = countsOf(fitted.runs);
    if (agree < compared) print(fittedText(fitted));
  }
  print(`${found} of ${seeds.length} catalogs are found.`);
  if (found < WANTED * seeds.length) process.exitCode = 1;
}

const named = process.argv.slice(2).map(Number);
await testFit(named.length > 0 ? named : Array.from({ length: CATALOGS }, (_, index) => index + 1));
