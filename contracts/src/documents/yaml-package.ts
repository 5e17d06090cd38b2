/** This file names the parts of yaml that the command uses. `npm run build` puts their code into the compiled file, as for commander. */
export { LineCounter, parseDocument } from 'yaml';
