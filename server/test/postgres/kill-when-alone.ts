import { spawn } from 'node:child_process';

/**
 * Kills a process group once this process is gone, however it ended: a shell waits for the end of its input, which this
 * process holds. Returns its undo, for when the group has ended by itself.
 */
export function killWhenAlone(group: number): () => void {
  const watcher = spawn('sh', ['-c', `read -r line || kill -KILL -- -${group}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // An interrupt from the terminal must not end it before its time.
    detached: true,
  });
  watcher.unref();
  return () => {
    watcher.kill('SIGKILL');
  };
}
