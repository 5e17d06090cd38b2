import { DEFAULT_PORT } from './options/defaults.ts';
import { DocumentError } from './other-documents/reading/document-error.ts';

/** The codes of the system for a host that is no address of this machine. */
const NO_ADDRESS = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL', 'EAFNOSUPPORT'];

/** The reason why a server cannot start, in a sentence for the user. */
export function startProblem(error: unknown, port: number, host: string | undefined): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (error instanceof DocumentError) return error.message;
  if (code === 'EADDRINUSE') {
    const airPlay = port === DEFAULT_PORT ? ' (on a Mac often by AirPlay Receiver)' : '';
    return `Port ${port} is taken${airPlay}: choose another with --port or MOCK_SERVER_PORT.`;
  }
  if (code === 'EACCES') return `Port ${port} needs more rights than this user has: choose one above 1023 with --port.`;
  if (typeof code === 'string' && NO_ADDRESS.includes(code))
    return `${host} is no address of this machine: choose another --host.`;
  return `The server cannot start: ${error instanceof Error ? error.message : String(error)}`;
}
