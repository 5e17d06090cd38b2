import { loadScript } from './script.ts';

/** The rate for half an hour, to find resources that grow. With --accounts 1000, so that no month becomes larger than real ones. */
const script = loadScript('soak', {
  stages: [{ times: 1, seconds: 1_800 }],
  holdsRate: true,
});

// k6 takes these by name.
export const { options, setup, load, bills, teardown, handleSummary } = script;
