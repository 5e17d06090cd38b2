import { loadScript } from './script.ts';

/** A sudden rush: from a fifth of the rate to six times it in five seconds, and back. */
const script = loadScript('spike', {
  stages: [
    { times: 0.2, seconds: 20 },
    { times: 6, seconds: 5 },
    { times: 6, seconds: 15 },
    { times: 0.2, seconds: 5 },
    { times: 0.2, seconds: 20 },
  ],
  holdsRate: false,
});

// k6 takes these by name.
export const { options, setup, load, bills, teardown, handleSummary } = script;
