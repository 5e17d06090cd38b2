import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import type { Machine } from '../results/report.ts';

/** The machine that the load is sent from, which a target on a loopback address shares. */
export function machineFacts(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    system: `${type()} ${release()}`,
    node: process.version,
    loadAverage: loadavg()[0] ?? 0,
  };
}
