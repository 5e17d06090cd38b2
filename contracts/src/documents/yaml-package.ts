/** What is taken of yaml. `npm run build` puts the code into the compiled file, as for commander. */
export { LineCounter, parseDocument } from 'yaml';
