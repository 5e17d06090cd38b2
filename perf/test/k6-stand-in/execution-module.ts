import { samples } from './samples.ts';

const execution = {
  scenario: {
    get iterationInTest() {
      return samples.iteration;
    },
  },
};

// biome-ignore lint/style/noDefaultExport: k6 has it so.
export default execution;
