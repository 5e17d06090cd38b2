/** Forgets to read its bill, as a beginner's adapter may. */
// biome-ignore lint/style/noDefaultExport: adapters may be written so.
export default {
  name: 'statement teller',
  bill: async () => ({ totalAmount: 100 }),
};
