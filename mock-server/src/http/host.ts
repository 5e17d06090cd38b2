import { isIP } from 'node:net';

export const HOST_IS =
  'A host is an address of this machine or its name, like 127.0.0.1, ::1 or localhost, without scheme, port or path';

const LABEL = /^[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?$/i;

/** A last part that a host name can't have: such names are read as addresses in an old notation. */
const NUMBER = /^(?:\d+|0x[\da-f]*)$/i;

const MAX_NAME = 253;

/** Whether the text is written like an address or a name of a machine. */
export function isHost(text: string): boolean {
  if (isIP(text) !== 0) return true;
  const labels = text.split('.');
  return text.length <= MAX_NAME && labels.every((label) => LABEL.test(label)) && !NUMBER.test(labels.at(-1) ?? '');
}
