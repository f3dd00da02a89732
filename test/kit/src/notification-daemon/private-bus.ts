import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface PrivateBus {
  /** For `DBUS_SESSION_BUS_ADDRESS`. */
  readonly address: string;
  close(): void;
}

// The stock session configuration starts desktop services; this one starts nothing.
const configuration = (
  folder: string,
): string => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=${folder}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

// So that the daemon goes even when a test is killed and can't end it: then its end of the pipe closes.
const UNTIL_STDIN_ENDS = 'dbus-daemon "$0" "$@" & cat >/dev/null; kill $!';

/** A D-Bus session bus of one's own. Rejects with `NO_BUS` when the daemon does not start within 10 seconds. */
export function startPrivateBus(): Promise<PrivateBus> {
  const folder = mkdtempSync(path.join(tmpdir(), 'offstage-bus-'));
  const file = path.join(folder, 'bus.conf');
  writeFileSync(file, configuration(folder));
  const daemon = spawn(
    'sh',
    ['-c', UNTIL_STDIN_ENDS, `--config-file=${file}`, '--nofork', '--print-address=1', '--nopidfile'],
    {
      // It complains about file limits on stderr and works all the same.
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  );
  const close = (): void => {
    daemon.stdin.end();
    rmSync(folder, { recursive: true, force: true });
  };
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      close();
      reject(
        new Error(`NO_BUS: dbus-daemon ${why}. Is it installed? Run: sudo apt-get install -y dbus-daemon`),
      );
    };
    const timer = setTimeout(() => fail('gave no address'), 10_000);
    daemon.once('error', (error) => fail(error.message));
    daemon.once('exit', (code) => fail(`ended with ${code}`));
    daemon.stdout.once('data', (data: Buffer) => {
      clearTimeout(timer);
      daemon.removeAllListeners('exit');
      resolve({ address: data.toString().trim().split('\n')[0] ?? '', close });
    });
  });
}
