import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bareReason } from './bare-reason.ts';

const SECRET = 'APA91bCap4b1l1ty';
const ENDPOINTS = [
  `https://fcm.googleapis.com/fcm/send/${SECRET}`,
  `https://updates.push.services.mozilla.com/wpush/v2/${SECRET}`,
  `https://wns2-by3p.notify.windows.com/w/?token=${SECRET}`,
  `https://push.example/a/${encodeURIComponent(`${SECRET}==`)}#${SECRET}`,
];

test.each(ENDPOINTS)('nothing of %s is in a reason, wherever it stands in what was said', (endpoint) => {
  const parts = [
    endpoint,
    decodeURIComponent(endpoint),
    new URL(endpoint).pathname,
    SECRET,
    ' ',
    '"',
    'gone: ',
  ];
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...parts), fc.string(), fc.constant('x'.repeat(2_000)))),
      (said) => {
        const reason = bareReason(said.join(''), endpoint) ?? '';
        expect(reason).not.toContain(SECRET);
        expect(reason.length).toBeLessThanOrEqual(256);
      },
    ),
    { numRuns: 500 },
  );
});

test('what a push service says stays readable', () => {
  const [, mozilla] = ENDPOINTS as [string, string];
  expect(bareReason('{"code":410,"errno":103,\n"error":"Gone"}', mozilla)).toBe(
    '{"code":410,"errno":103, "error":"Gone"}',
  );
  expect(bareReason('  \n', mozilla)).toBeUndefined();
  expect(bareReason(`push ${mozilla} failed`, mozilla)).toBe('push … failed');
});
