import { once } from 'node:events';
import { inTurns, printRatio, type Turns } from './in-turns.ts';
import { expressServer, mockServer } from './servers.ts';

/** Measures the milliseconds from the start of a process until it answers /health, against a server that is Express alone. */
export async function measureStartUp(turns: Turns): Promise<void> {
  const medians = await inTurns(turns, { ours: mockServer, least: expressServer }, millisecondsUntilHealthy);
  printRatio('start of the server until it answers', 'Express alone', medians('ms'), 'ms');
}

async function millisecondsUntilHealthy(start: typeof mockServer): Promise<{ ms: number }> {
  const startedAt = performance.now();
  const { child, url } = await start();
  await (await fetch(`${url}/health`)).text();
  const ms = performance.now() - startedAt;
  child.kill();
  await once(child, 'exit');
  return { ms };
}
