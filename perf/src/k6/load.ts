import { loadScript } from './script.ts';

/** The load that the target has to bear: 500 requests a second, for a minute. */
const script = loadScript('load', {
  stages: [{ times: 1, seconds: 60 }],
  holdsRate: true,
});

// k6 takes these by name.
export const { options, setup, load, bills, teardown, handleSummary } = script;
