import { spawnSync } from 'node:child_process';

/** Ends a process and all that it started, at once: where there are no process groups, as on Windows, by its own command. */
export function killTree(pid: number, platform: string = process.platform): void {
  if (platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
  else process.kill(-pid, 'SIGKILL');
}
