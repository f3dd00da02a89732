import { spawn, spawnSync } from 'node:child_process';
import { root } from './root.mjs';

// As it was at the start: a build in this very process sets NODE_ENV, and a test is no production.
export const environment = { ...process.env };

/**
 * Runs a command to its end, at most `limit` milliseconds, then kills it with everything that it started.
 *
 * @param {readonly string[]} command
 * @param {{ limit: number, quiet?: boolean, cwd?: string, env?: NodeJS.ProcessEnv }} options `quiet` collects the output
 *   instead of printing it
 * @returns {Promise<{ code: number, output: string, timedOut: boolean }>} never rejects; a command that could not be
 *   started has code 127
 */
export function execute([file, ...args], { limit, quiet = false, cwd = root, env = environment }) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd,
      env,
      // A group of its own, so that a browser left behind by a hung test goes too.
      detached: process.platform !== 'win32',
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    let output = '';
    let timedOut = false;
    child.stdout?.on('data', (data) => {
      output += data;
    });
    child.stderr?.on('data', (data) => {
      output += data;
    });
    const killGroup = () => {
      try {
        // Windows has no groups, but a command for it.
        if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f']);
        else process.kill(-child.pid, 'SIGKILL');
      } catch {
        // Gone already.
      }
    };
    const timer = setTimeout(() => {
      timedOut = true;
      killGroup();
    }, limit);
    const interrupt = () => {
      killGroup();
      process.exit(130);
    };
    process.once('SIGINT', interrupt);
    process.once('SIGTERM', interrupt);
    const end = (code) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
      resolve({ code, output, timedOut });
    };
    child.once('error', (error) => {
      output += error.message;
      end(127);
    });
    child.once('close', (code) => end(code ?? 1));
  });
}
