// For `node --import`: ends the process when whoever started it is gone, however that ended, since then its stdin is closed.
import { isMainThread } from 'node:worker_threads';

// Threads are given the same options.
if (isMainThread) {
  process.stdin.on('end', () => process.exit(1)).on('error', () => process.exit(1));
  process.stdin.resume();
  process.stdin.unref?.();
}
