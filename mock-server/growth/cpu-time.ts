/** Loaded into a server before itself: says, when asked by IPC, how long its main thread has worked, in microseconds. */
process.on('message', () => {
  const { user, system } = process.threadCpuUsage();
  process.send?.(user + system);
});
