import { constants } from 'node:os';
import type { MockServer } from './start-mock-server.ts';

type StopSignal = 'SIGTERM' | 'SIGINT';

/** A process that a signal ends exits, by convention, with this plus the signal's number. */
const BY_SIGNAL = 128;

const LOOK_EVERY_MS = 200;

/** Known before anything else is loaded, which takes a while. */
const parent = process.ppid;

/**
 * Closes the server at SIGTERM or SIGINT and exits with 0. A second signal ends it at once. A server that a script of npm runs
 * in the foreground also stops when npm is stopped: the shell between them ends without passing the signal on.
 */
export function stopWhenTold(server: MockServer): void {
  let signals = 0;
  const close = () => void server.close().then(() => process.exit(0));
  const onSignal = (signal: StopSignal) => {
    signals += 1;
    if (signals === 1) close();
    else if (!isRepeatedByNpm(signal, signals)) process.exit(BY_SIGNAL + constants.signals[signal]);
  };
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
  if (isScriptOfNpm()) onceParentEnds(close);
}

/** Ctrl-C reaches the server from the terminal, and where no shell is in between from npm as well. */
function isRepeatedByNpm(signal: StopSignal, signals: number): boolean {
  return signal === 'SIGINT' && signals === 2 && isScriptOfNpm();
}

/** A server that its script leaves in the background outlives the script. */
function isScriptOfNpm(): boolean {
  const { npm_lifecycle_script: script = '' } = process.env;
  return script.includes('billing-mock-server') && !script.includes('&');
}

/** The system tells nobody that its parent has ended, but gives it another one. Windows does not. */
function onceParentEnds(listener: () => void): void {
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    listener();
  }, LOOK_EVERY_MS);
  timer.unref();
}
