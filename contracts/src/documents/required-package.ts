import { CommandError } from './command-error.ts';

/** Throws a `CommandError` when a package that only some commands need is not installed. */
export function requirePackage(name: string, what: string): void {
  try {
    import.meta.resolve(name);
  } catch (cause) {
    throw new CommandError(`This needs ${what}, which is not installed: npm install --save-dev ${name}`, { cause });
  }
}
