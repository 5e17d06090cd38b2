import { expect } from 'vitest';
import { lasting, type PageBlock, partsOf } from './page-blocks.ts';
import type { PageShell } from './page-shell.ts';

/**
 * Runs the commands of a block, which print the output on the page: all of it, or the parts of it between lines `…`. The address of a server
 * that a last line leaves running becomes a variable.
 */
export async function runCommands({ text, output = '' }: PageBlock, shell: PageShell, variable: string): Promise<void> {
  const { stdout, stderr } = await shell.run(text);
  const [, url] = /(http:\/\/localhost:\d+)/.exec(stdout) ?? [];
  if (text.endsWith(' &\n') && url !== undefined) shell.setVariables({ [variable]: url });
  const printed = lasting(`${stdout}${stderr}`);
  const parts = partsOf(lasting(output));
  if (!output.includes('…\n')) expect(printed).toBe(parts.join(''));
  let rest = printed;
  for (const part of parts) {
    expect(rest).toContain(part);
    rest = rest.slice(rest.indexOf(part) + part.length);
  }
  expect(printed.slice(0, parts[0]?.length)).toBe(parts[0] ?? '');
}
