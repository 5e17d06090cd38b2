import { loadScript } from './script.ts';

/** More and more, up to eight times the rate, to find the limit; and whether the target recovers. */
const script = loadScript('stress', {
  stages: [
    { times: 1, seconds: 30 },
    { times: 2, seconds: 30 },
    { times: 4, seconds: 30 },
    { times: 8, seconds: 30 },
    { times: 0.5, seconds: 20 },
  ],
  holdsRate: false,
});

// k6 takes these by name.
export const { options, setup, load, bills, teardown, handleSummary } = script;
