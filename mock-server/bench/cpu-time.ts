/**
 * This module is loaded into a server's process before the server. It answers by IPC how long all threads of the process have worked,
 * in microseconds.
 */
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
process.channel?.unref();
