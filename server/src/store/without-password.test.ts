import { expect, test } from 'vitest';
import { withoutPassword } from './without-password.ts';

test.each([
  ['postgres://user:secret@host1:5432,host2/reports', 'postgres://user@host1:5432,host2/reports'],
  ['postgres://user:se/cr@et@host/reports', 'postgres://user@host/reports'],
  ['mysql://user:secret@host/x', 'mysql://user@host/x'],
  ['postgres://user@host/reports', 'postgres://user@host/reports'],
  ['.offstage/reports.sqlite', '.offstage/reports.sqlite'],
])('%s is shown as %s', (given, shown) => {
  expect(withoutPassword(given)).toBe(shown);
});

test('of any length it is looked at once', () => {
  // Where each part is looked at to the end, this takes minutes.
  const long = `postgres://${'//a:'.repeat(400_000)}`;
  expect(withoutPassword(long)).toBe(long);
});
