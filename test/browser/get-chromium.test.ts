import { beforeEach, expect, test, vi } from 'vitest';
import { emptyMachine } from './empty-machine.ts';
import { getChromium } from './get-chromium.ts';
import { ensureSystemPackages } from './system-packages.ts';

beforeEach(() => {
  vi.stubEnv('CHROMIUM', '');
  // Downloads of Playwright's are in there.
  for (const name of ['HOME', 'XDG_CACHE_HOME', 'PLAYWRIGHT_BROWSERS_PATH']) vi.stubEnv(name, '/nowhere');
});

test('on Debian as root it is installed', () => {
  using machine = emptyMachine({ installs: ['chromium'] });
  expect(getChromium()).toBe(machine.file('chromium'));
  expect(machine.calls()).toEqual(['update', 'install -y --no-install-recommends chromium']);
});

test.each([
  ['the installation fails', { fails: true }],
  ['the installation brings none', {}],
])('where %s, the error says what to run', (_, how) => {
  using _machine = emptyMachine(how);
  expect(getChromium).toThrow(
    /^NO_CHROMIUM: .*Run: npx -y playwright-core@[\d.]+ install --with-deps chromium/,
  );
});

test('certutil and dbus-daemon are installed, or the error says what to run', () => {
  const command = /^MISSING_COMMAND: .*Run: sudo apt-get install -y libnss3-tools dbus-daemon/;
  {
    using machine = emptyMachine({ installs: ['certutil', 'dbus-daemon'] });
    ensureSystemPackages();
    expect(machine.calls()[1]).toBe('install -y --no-install-recommends libnss3-tools dbus-daemon');
  }
  for (const how of [{ root: false }, { fails: true }, {}]) {
    using _machine = emptyMachine(how);
    expect(ensureSystemPackages).toThrow(command);
  }
});
