import { spawnSync } from 'node:child_process';

/**
 * Keeps a process and its threads on one core, so that a server and its load take no time from each other. Nothing happens on
 * systems without taskset, and on machines without that core.
 */
export function keepOnCore(core: number, pid: number | undefined): void {
  spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', String(core), String(pid)]);
}
