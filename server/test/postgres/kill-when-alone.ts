import { spawn } from 'node:child_process';

/** What the watcher does: its own end of the pipe closes when this process is gone. */
const WATCH = `
process.stdin.resume().once('close', () => {
  const group = Number(process.argv[1]);
  if (process.platform === 'win32')
    require('node:child_process').spawnSync('taskkill', ['/pid', String(group), '/t', '/f']);
  else try { process.kill(-group, 'SIGKILL'); } catch {}
});
`;

/**
 * Kills a process and all that it started once this process is gone, however it ended: another one waits for the end of its
 * input, which this process holds. Returns its undo, for when it has ended by itself.
 */
export function killWhenAlone(group: number): () => void {
  const watcher = spawn(process.execPath, ['--eval', WATCH, String(group)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // An interrupt from the terminal must not end it before its time.
    detached: true,
  });
  watcher.unref();
  return () => {
    watcher.kill('SIGKILL');
  };
}
