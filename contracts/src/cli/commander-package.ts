/**
 * This file names the parts of commander that the command uses. `npm run build` puts their code into the compiled file, so that nobody who
 * installs the contracts, or the client that needs them, installs the package.
 */
export { Command, CommanderError, Option } from 'commander';
