/**
 * What the command takes of commander. `npm run build` puts the code into the compiled file, so that nobody who installs the contracts, or
 * the client that needs them, installs the package.
 */
export { Command, CommanderError, Option } from 'commander';
