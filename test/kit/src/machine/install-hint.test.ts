import { expect, test } from 'vitest';
import { installHint } from './install-hint.ts';

const ALL = ['postgresql', 'nginx', 'caddy', 'apache2-bin', 'libnss3-tools', 'dbus-daemon'];

test('says the one command of each system', () => {
  expect(installHint(ALL, 'linux')).toBe(
    `Run: sudo apt-get install -y ${ALL.join(' ')} (or your system's equivalent)`,
  );
  expect(installHint(ALL, 'darwin')).toBe('Run: brew install postgresql@17 nginx caddy httpd nss dbus');
  expect(installHint(ALL, 'win32')).toBe(
    'Run: winget install -e --id PostgreSQL.PostgreSQL.17; winget install -e --id nginxinc.nginx; ' +
      'winget install -e --id CaddyServer.Caddy; winget install -e --id ApacheLounge.httpd. ' +
      'libnss3-tools, dbus-daemon: only on Linux. On Windows run the tests in WSL: wsl --install -d Debian',
  );
  expect(installHint(['dbus-daemon'], 'win32')).toMatch(/^dbus-daemon: only on Linux/);
});
