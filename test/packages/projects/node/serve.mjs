/** Starts the server by the command that users type, asks it for its page of the API, and stops it. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const server = spawn('npx', ['@billing-testkit/mock-server', '--port', '0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
});
const [line] = await once(createInterface(server.stdout), 'line');
const [url] = /http:\/\/localhost:\d+/.exec(line);
assert.equal((await fetch(`${url}/docs`)).status, 200);
process.kill(-server.pid, 'SIGTERM');
// npx ends at once, and the server, which still has the output, when its connections are idle.
await once(server, 'close');
await assert.rejects(fetch(url));
