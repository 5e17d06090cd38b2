const MEMORY_EVERY_MS = 250;

/** A message of a server in a child process to its parent: first its address, then again and again its memory. */
type ServerMessage = { readonly url: string } | { readonly memoryBytes: number };

/**
 * Tells the parent process that the server listens, and the memory that it takes. The parent alone ends the server: Ctrl-C in a
 * terminal reaches this process too, while the parent still needs the server.
 */
export function serveParent(url: string): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  process.on('disconnect', () => process.exit());
  const tell = (message: ServerMessage) => process.send?.(message, undefined, undefined, () => undefined);
  tell({ url });
  setInterval(() => tell({ memoryBytes: process.memoryUsage.rss() }), MEMORY_EVERY_MS).unref();
}
