import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkFilter } from './check-filter.ts';

const said = (text: string) => checkFilter(text).map(({ kind, word, meant }) => [kind, word, meant]);

test.each([
  ['tpye:crash', [['key', 'tpye', 'type:crash']]],
  ['push outcome:faild', [['value', 'faild', 'push outcome:failed']]],
  ['-outcme:ok', [['key', 'outcme', '-outcome:ok']]],
  ['service:push', [['value', 'push', 'service:pushMessaging']]],
  ['duration>abc', [['number', 'abc', undefined]]],
  ['push or sync', [['or', 'or', undefined]]],
  ['xyzzy:1', [['key', 'xyzzy', undefined]]],
  ['outcome:failed,silent service:pushMessaging duration>500 -event:x "a or b" has:error', []],
  ['browser:Firefox version:159 os:Android meta.status:Success detail.tag:x', []],
])('%s', (text, expected) => {
  expect(said(text)).toEqual(expected);
});

test('any text can be checked, and what was meant has no such problem any more', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const { meant } of checkFilter(text)) {
        if (meant !== undefined)
          expect(checkFilter(meant).length).toBeLessThanOrEqual(checkFilter(text).length);
      }
    }),
  );
});
