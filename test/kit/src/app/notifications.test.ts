import { expect, test, vi } from 'vitest';
import { notificationsOf } from './notifications.ts';

test.each([
  ['linux', /^NO_MESSAGE_BUS: .*Run: sudo apt-get install -y dbus-daemon/],
  ['darwin', /^NOT_ON_THIS_SYSTEM: on darwin nobody but a person can .*toHaveShownNotification/],
  ['win32', /^NOT_ON_THIS_SYSTEM: on win32 /],
] as const)('without a desktop to look at, on %s, that is said at once', async (platform, error) => {
  const system = vi.spyOn(process, 'platform', 'get').mockReturnValue(platform);
  try {
    const notifications = notificationsOf(undefined);
    expect(() => notifications.read()).toThrow(error);
    await expect(notifications.click('Hello')).rejects.toThrow(error);
    await expect(notifications.dismiss('Hello')).rejects.toThrow(error);
  } finally {
    system.mockRestore();
  }
});
