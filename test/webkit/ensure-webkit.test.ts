import { expect, test } from 'vitest';
import { emptyMachine } from '../browser/empty-machine.ts';
import { ensureWebKit } from './ensure-webkit.ts';

const COMMAND = 'sudo apt-get install -y webkit2gtk-driver xvfb python3-gi gir1.2-webkit2-4.1 libnotify4';

test('on Debian as root all of it is installed', () => {
  using machine = emptyMachine({});
  // The bindings can't be made up here, so that what was installed is not enough.
  expect(ensureWebKit).toThrow('NO_WEBKIT');
  const [update, install] = machine.calls();
  expect(update).toBe('update');
  expect(`sudo apt-get ${install?.replace('--no-install-recommends ', '')}`).toBe(COMMAND);
});

test.each([
  ['nobody may install', { root: false }],
  ['the installation fails', { fails: true }],
])('where %s, the error says what to run', (_, how) => {
  using _machine = emptyMachine(how);
  expect(ensureWebKit).toThrow(/^NO_WEBKIT: /);
  expect(ensureWebKit).toThrow(`Run: ${COMMAND}`);
});
