/**
 * This benchmark measures the engine, the start of the server and the server, each against something that does the least that the
 * same work needs, in the same run: they take turns, and their medians are compared. It asserts nothing, as times are the machine's.
 */
import { parseArgs } from 'node:util';
import { measureEngine } from './engine.ts';
import { measureServer } from './server.ts';
import { measureStartUp } from './start-up.ts';

const parts = { engine: measureEngine, 'start-up': measureStartUp, server: measureServer };

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '2' } },
  allowPositionals: true,
});
const turns = { rounds: Number(values.rounds), seconds: Number(values.seconds) };

for (const [name, measure] of Object.entries(parts)) {
  if (positionals.length === 0 || positionals.includes(name)) await measure(turns);
}
