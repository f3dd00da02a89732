import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pushCommand, shellQuote } from './push-command.ts';

/** What a shell makes of the words of a line. */
const words = (line: string): string[] =>
  execFileSync('/bin/sh', ['-c', `for word in ${line}; do printf '%s\\0' "$word"; done`], {
    encoding: 'utf8',
    env: { VAPID_PRIVATE_KEY: 'private' },
  })
    .split('\0')
    .slice(0, -1);

test('whatever a payload is, the shell gives it to the command as it is', () => {
  const texts = fc.string({
    unit: fc.constantFrom(...('\'"$`\\!*?(){}[];&|<>#~ \n\ta-é😀'.match(/./gsu) ?? [])),
  });
  fc.assert(
    fc.property(texts, (text) => {
      expect(words(shellQuote(text))).toEqual([text]);
    }),
    { numRuns: 60 },
  );
});

test('the line names the subscription whole, and of the private key only where it is', () => {
  const subscription = {
    endpoint: "https://push.example/a?b=c&d='e'",
    keys: { p256dh: 'BPub_-1', auth: 'auth-1' },
    applicationServerKey: 'BKey',
  };
  expect(words(pushCommand(subscription, '{"title":"It\'s $HOME"}'))).toEqual([
    'npx',
    'web-push',
    'send-notification',
    `--endpoint=${subscription.endpoint}`,
    '--key=BPub_-1',
    '--auth=auth-1',
    '--payload={"title":"It\'s $HOME"}',
    '--ttl=60',
    '--vapid-subject=mailto:you@example.com',
    '--vapid-pubkey=BKey',
    '--vapid-pvtkey=private',
  ]);
});
