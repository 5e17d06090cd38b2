import { constants } from 'node:os';
import type { MockServer } from './start-mock-server.ts';

type StopSignal = 'SIGTERM' | 'SIGINT';

/** A process that a signal ends exits, by convention, with this plus the signal's number. */
const BY_SIGNAL = 128;

const LOOK_EVERY_MS = 200;

/** Known before anything else is loaded, which takes a while. */
const parent = process.ppid;

/** Closes the server, once there is one. */
let close: (() => void) | undefined;
/** The number of signals that came. */
let received = 0;

/**
 * Ends the process at SIGTERM or SIGINT, also before there is a server: the first process of a container gets no signal that it does
 * not listen for.
 */
export function listenToSignals(): void {
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
}

/**
 * Closes the server at SIGTERM or SIGINT and exits with 0. A second signal ends it at once. A server that a script of npm runs
 * in the foreground also stops when npm is stopped: the shell between them ends without passing the signal on.
 */
export function stopWhenTold(server: MockServer): void {
  close = () => void server.close().then(() => process.exit(0));
  if (isScriptOfNpm()) onceParentEnds(close);
}

function onSignal(signal: StopSignal): void {
  received += 1;
  if (close && received === 1) close();
  else if (!isRepeatedByNpm(signal)) process.exit(BY_SIGNAL + constants.signals[signal]);
}

/** Ctrl-C reaches the server from the terminal, and where no shell is in between from npm as well. */
function isRepeatedByNpm(signal: StopSignal): boolean {
  return signal === 'SIGINT' && received === 2 && isScriptOfNpm();
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
