import { backup } from '../move/backup.ts';
import { migrate } from '../move/migrate.ts';
import { restore } from '../move/restore.ts';
import { askToStop } from '../serve/stop-file.ts';
import { checkHealth } from './check-health.ts';
import type { Command } from './parse-command.ts';
import { showPushes } from './show-pushes.ts';

/** Exit code where something was found that `--fail-on` names; 1 stays for what went wrong. */
const FOUND = 2;

/**
 * Runs a command to its end; `write` is told what happens, a line at a time. Returns the exit code, where it has a meaning of
 * its own. Throws an `OffstageError`.
 */
export async function runCommand(
  command: Command,
  write: (line: string) => void,
): Promise<number | undefined> {
  switch (command.name) {
    case 'migrate': {
      const { from, to, app, once } = command;
      const { copied, known, refused } = await migrate({
        from,
        to,
        app,
        once,
        onProgress: ({ copied, known, waiting }) =>
          write(
            waiting
              ? `${copied + known} reports are across. Point the proxy to the new server, then stop the old one`
              : `${copied + known} reports are across`,
          ),
      });
      write(`Done: ${copied} copied, ${known} were there already, ${refused} were not taken`);
      return;
    }
    case 'backup': {
      const { reports, bytes } = await backup(command.store, command.to, command.app);
      write(`Saved ${reports} reports, ${bytes} bytes, in ${command.to}`);
      return;
    }
    case 'restore': {
      const { reports } = await restore(command.from, command.store);
      write(`Restored ${reports} reports to ${command.store}. Start the server`);
      return;
    }
    case 'stop':
      await askToStop(command.file);
      write('Stopped');
      return;
    case 'health':
      await checkHealth(command.url, command.wait);
      return;
    case 'pushes':
      return (await showPushes(command, write)) ? FOUND : undefined;
    default:
      return command satisfies never;
  }
}
