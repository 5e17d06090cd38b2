import { CommandError, exitCodes } from '../documents/command-error.ts';
import { readPact } from '../documents/pact.ts';
import { isBroken, resultLines } from '../verification/result-text.ts';
import type { BrokerSource, FileSource, Verification } from '../verification/verification.ts';
import { verify } from '../verification/verify.ts';
import type { CommandResult } from './command-result.ts';
import { ownPacts } from './own-files.ts';
import type { VerifyOptions } from './task.ts';

/** Verifies a provider by pacts. */
export async function verifyCommand(options: VerifyOptions): Promise<CommandResult> {
  const { results, notices } = await verify(verificationOf(options));
  if (results.length === 0) throw new CommandError(nothingFound(options));
  const exitCode = isBroken(results) ? exitCodes.broken : exitCodes.holds;
  return { lines: resultLines(results, notices), exitCode };
}

function verificationOf(options: VerifyOptions): Verification {
  const { provider, states = statesOf(provider), filter, header: headers = {}, verbose: isVerbose = false } = options;
  return {
    provider,
    headers,
    isVerbose,
    source: sourceOf(options),
    ...(states !== 'none' && { states }),
    ...(filter !== undefined && { filter }),
  };
}

function statesOf(provider: string): string {
  return `${provider.replace(/\/+$/u, '')}/pact-states`;
}

/** The pacts that are named; without any, those of the broker that the environment names, or those of this package. */
function sourceOf(options: VerifyOptions): FileSource | BrokerSource {
  const { pact, broker } = options;
  if (pact === undefined && broker !== undefined) return brokerSource(options, broker);
  for (const name of ['publish', 'enablePending', 'includeWipPactsSince', 'selectors'] as const) {
    if (options[name] === undefined) continue;
    throw new CommandError(`${optionNames[name]} is for pacts of a broker: set PACT_BROKER_BASE_URL, and no --pact.`);
  }
  const files = pact ?? ownPacts();
  for (const file of files) readPact(file);
  return { files };
}

const optionNames = {
  publish: '--publish',
  enablePending: '--enable-pending',
  includeWipPactsSince: '--include-wip-pacts-since',
  selectors: '--selectors',
} as const;

/** The newest pacts of the consumers' main branches, and those of versions that are deployed or released. */
const DEFAULT_SELECTORS = [{ mainBranch: true }, { deployedOrReleased: true }];

function brokerSource(options: VerifyOptions, brokerUrl: string): BrokerSource {
  const { token, username, password, providerVersion, providerBranch, includeWipPactsSince } = options;
  const { publish: isPublished = false, enablePending = false, selectors = DEFAULT_SELECTORS, providerName } = options;
  if (isPublished && providerVersion === undefined)
    throw new CommandError('--publish needs the version of the provider: --provider-version.');
  if (token === undefined && (username === undefined) !== (password === undefined))
    throw new CommandError('PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD go together.');
  return {
    brokerUrl,
    providerName,
    isPublished,
    enablePending,
    selectors,
    ...(token !== undefined
      ? { token }
      : { ...(username !== undefined && { username }), ...(password !== undefined && { password }) }),
    ...(includeWipPactsSince !== undefined && { includeWipPactsSince }),
    ...(providerVersion !== undefined && { providerVersion }),
    ...(providerBranch !== undefined && { providerBranch }),
  };
}

function nothingFound({ filter, pact, broker }: VerifyOptions): string {
  if (filter !== undefined) return `No interaction has ${JSON.stringify(filter)} in its description.`;
  return pact === undefined && broker !== undefined
    ? `The broker ${broker} has no pacts with this provider that the selectors ask for.`
    : 'There is no interaction to verify.';
}
