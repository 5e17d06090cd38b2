/**
 * The process that runs Pact. Pact writes to the standard output as it likes, and its native library can end the process, so it has one
 * of its own: `verify.ts` starts it, tells it the verification, and is told the outcome.
 */
import type { VerifierOptions } from '@pact-foundation/pact';
import { readResults, type StateFailures } from './pact-results.ts';
import { StateRelay } from './state-relay.ts';
import type { BrokerSource, FileSource, Outcome, Verification } from './verification.ts';

process.once('message', (verification: Verification) => {
  void verified(verification).then((outcome) => process.send?.(outcome, () => process.disconnect()));
});

async function verified(verification: Verification): Promise<Outcome> {
  const { states, headers } = verification;
  const relay = states === undefined ? undefined : new StateRelay(states, headers);
  const relayUrl = await relay?.listen();
  try {
    return await run(optionsOf(verification, relayUrl), relay?.failures ?? new Map());
  } finally {
    relay?.close();
  }
}

/** Pact resolves with its results when all interactions hold, and rejects with them when some do not. */
async function run(options: VerifierOptions, stateFailures: StateFailures): Promise<Outcome> {
  const pact = await import('@pact-foundation/pact').catch(messageOf);
  if (typeof pact === 'string') return { failure: `Pact is installed, but can't be loaded: ${pact}`, isUsage: true };
  const text = await new pact.Verifier(options).verifyProvider().catch(messageOf);
  return readResults(text, stateFailures);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function optionsOf(
  { provider, headers, source, isVerbose }: Verification,
  statesUrl: string | undefined,
): VerifierOptions {
  return {
    providerBaseUrl: provider,
    logLevel: isVerbose ? 'info' : 'error',
    ...(statesUrl !== undefined && { providerStatesSetupUrl: statesUrl }),
    ...(Object.keys(headers).length > 0 && { customProviderHeaders: { ...headers } }),
    ...('files' in source ? fileOptions(source) : brokerOptions(source)),
  };
}

function fileOptions({ files }: FileSource): Partial<VerifierOptions> {
  return { pactUrls: [...files] };
}

function brokerOptions(source: BrokerSource): Partial<VerifierOptions> {
  const { token, username, password, includeWipPactsSince, providerVersion, providerBranch } = source;
  return {
    provider: source.providerName,
    pactBrokerUrl: source.brokerUrl,
    ...(token !== undefined && { pactBrokerToken: token }),
    ...(username !== undefined && { pactBrokerUsername: username }),
    ...(password !== undefined && { pactBrokerPassword: password }),
    consumerVersionSelectors: source.selectors.map((selector) => ({ ...selector })),
    enablePending: source.enablePending,
    ...(includeWipPactsSince !== undefined && { includeWipPactsSince }),
    ...(source.isPublished && { publishVerificationResult: true }),
    ...(providerVersion !== undefined && { providerVersion }),
    ...(providerBranch !== undefined && { providerVersionBranch: providerBranch }),
  };
}
