/**
 * Writes the pact of the SDK to `pacts/`, by the SDK's own calls. With `--check` it writes nothing, and exits with 1 when the committed
 * pact is another.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { interactions } from '../test/consumer/interactions.ts';
import { makePact, pactFile } from '../test/consumer/pact-text.ts';

const { text } = await makePact(interactions);
if (!process.argv.includes('--check')) {
  writeFileSync(pactFile, text);
} else if (readFileSync(pactFile, 'utf8') !== text) {
  process.stderr.write(
    'The committed pact is not what the SDK asks for now: run `npm run generate:pacts`, and commit it.\n',
  );
  process.exitCode = 1;
}
