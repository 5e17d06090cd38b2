import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { CommandError, exitCodes } from '../documents/command-error.ts';
import { requirePackage } from '../documents/required-package.ts';
import type { Outcome, Verification, Verified } from './verification.ts';

/** The time in which a server has to take a connection. */
const CONNECTED_WITHIN_MS = 30_000;

/**
 * Verifies a provider against pacts. Throws a `CommandError` when Pact is not installed, when the provider or the broker can't be
 * reached, and when Pact itself fails.
 */
export async function verify(verification: Verification): Promise<Verified> {
  requirePackage('@pact-foundation/pact', 'Pact');
  const { provider, states = provider } = verification;
  await checkReachable(provider, 'The provider');
  if (new URL(states).origin !== new URL(provider).origin) await checkReachable(states, 'What sets up states,');
  if ('brokerUrl' in verification.source) await checkReachable(verification.source.brokerUrl, 'The broker');
  const outcome = await runPact(verification);
  if ('results' in outcome) return outcome;
  throw new CommandError(outcome.failure, { exitCode: outcome.isUsage ? exitCodes.usage : exitCodes.broken });
}

/** Whether the server takes a connection. Pact looks at its answers. */
async function checkReachable(address: string, what: string): Promise<void> {
  const { protocol, hostname, port } = new URL(address);
  const socket = connect({
    host: hostname.replaceAll(/[[\]]/gu, ''),
    port: Number(port || (protocol === 'https:' ? 443 : 80)),
  });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(CONNECTED_WITHIN_MS) });
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    const message = `${what} ${address} can't be reached: ${reason === 'ABORT_ERR' ? 'no connection in time' : reason}.`;
    throw new CommandError(message, { exitCode: exitCodes.unreachable, cause });
  } finally {
    socket.destroy();
  }
}

async function runPact(verification: Verification): Promise<Outcome> {
  const output = verification.isVerbose ? 'inherit' : 'ignore';
  const child = fork(new URL('./pact-process.js', import.meta.url), {
    env: environmentFor(verification),
    stdio: ['ignore', output, output, 'ipc'],
  });
  let outcome: Outcome | undefined;
  child.on('message', (message: Outcome) => {
    outcome = message;
  });
  child.send(verification);
  const [code, signal] = await once(child, 'exit');
  const ending = signal ?? `exit code ${code}`;
  return outcome ?? { failure: `Pact ended with ${ending}: --verbose shows its output.`, isUsage: false };
}

/** Pact takes settings from the environment too. It is told everything by the verification, but for the filter. */
function environmentFor({ filter }: Verification): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^PACT_(?!.*LOG)/u.test(name));
  return {
    ...Object.fromEntries(inherited),
    // Pact would tell its makers over the network that it is used.
    PACT_DO_NOT_TRACK: 'true',
    ...(filter !== undefined && { PACT_DESCRIPTION: `(?i)${escaped(filter)}` }),
  };
}

/** A text as a pattern that finds the text. */
function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|#&~-]/gu, String.raw`\$&`);
}
