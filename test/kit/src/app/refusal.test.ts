import { expect, test } from 'vitest';
import { refusal } from './refusal.ts';

test('what the app asks for in vain is told with the way out, what a browser asks for by itself is not', () => {
  expect(refusal('https://api.example:8443')).toBe(
    'Not let through: https://api.example:8443. launch({ hosts: ["api.example"] }) lets it through, "at" leads it to a stand-in.',
  );
  for (const own of [
    'https://update.googleapis.com',
    'http://clients2.google.com',
    'https://firefox.settings.services.mozilla.com',
    'https://incoming.telemetry.mozilla.org',
  ])
    expect(refusal(own)).toBeUndefined();
  for (const theirs of ['https://fcmregistrations.googleapis.com', 'https://fonts.googleapis.com'])
    expect(refusal(theirs)).toContain('Not let through');
});
