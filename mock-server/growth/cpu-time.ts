/**
 * This module is loaded into the server's process before the server. It answers by IPC how long the main thread has worked, in
 * microseconds.
 */
process.on('message', () => {
  const { user, system } = process.threadCpuUsage();
  process.send?.(user + system);
});
