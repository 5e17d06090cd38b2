import type { K6Options, ScriptName } from './task.ts';

export async function k6Command(_script: ScriptName, _options: K6Options): Promise<number> {
  return 0;
}
