import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PactV4 } from '@pact-foundation/pact';
import { exchange, type Outcome } from './exchange.ts';
import type { Interaction } from './interaction.ts';

const CONSUMER = 'billing-sdk';
const PROVIDER = 'billing-api';

/** The committed pact of the SDK. */
export const pactFile = new URL(`../../pacts/${CONSUMER}-${PROVIDER}.json`, import.meta.url);

/** The pact that the SDK's calls make, as the text of its file, and the outcome of each call. */
export interface MadePact {
  readonly text: string;
  readonly outcomes: ReadonlyMap<Interaction, Outcome>;
}

/** Makes the pact of interactions by calls of the SDK. Throws when the SDK sends another request than an interaction says. */
export async function makePact(interactions: readonly Interaction[]): Promise<MadePact> {
  // Pact would tell its makers over the network that it is used.
  process.env.PACT_DO_NOT_TRACK = 'true';
  const dir = mkdtempSync(join(tmpdir(), 'billing-pact-'));
  try {
    const outcomes = new Map<Interaction, Outcome>();
    const pact = new PactV4({ consumer: CONSUMER, provider: PROVIDER, dir, logLevel: 'error' });
    for (const interaction of interactions) outcomes.set(interaction, await exchange(pact, interaction));
    return { text: settled(readFileSync(join(dir, `${CONSUMER}-${PROVIDER}.json`), 'utf8')), outcomes };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/**
 * The text of a pact that is the same whenever the same calls make it: interactions and names in order, and without the versions of the
 * programs that wrote it.
 */
function settled(text: string): string {
  const { interactions, metadata, ...pact } = JSON.parse(text);
  const inOrder = interactions.toSorted((a: Named, b: Named) => (a.description < b.description ? -1 : 1));
  const { pactSpecification } = metadata;
  return `${JSON.stringify(withNamesInOrder({ ...pact, interactions: inOrder, metadata: { pactSpecification } }), null, 2)}\n`;
}

interface Named {
  readonly description: string;
}

function withNamesInOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNamesInOrder);
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(names.map(([name, part]) => [name, withNamesInOrder(part)]));
}
