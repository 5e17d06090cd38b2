import { loadScript } from './script.ts';

/** Whether everything works at all: ten requests a second, for ten seconds. */
const script = loadScript('smoke', {
  stages: [{ times: 0.02, seconds: 10 }],
  holdsRate: true,
});

// k6 takes these by name.
export const { options, setup, load, bills, teardown, handleSummary } = script;
