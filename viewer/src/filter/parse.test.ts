import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chosenValues, toggleValue, withValues } from './edit.ts';
import { parseFilter, quoteValue } from './parse.ts';

const plain = (text: string) =>
  parseFilter(text).map(({ key, compare, values, negated }) =>
    [negated ? '-' : '', key, compare, ...values].join(' ').toLowerCase(),
  );

test.each([
  ['', []],
  ['   ', []],
  ['push', ['  : push']],
  ['Push Failed', ['  : push', '  : failed']],
  ['service:pushMessaging', [' service : pushmessaging']],
  ['service:a,b', [' service : a b']],
  ['-event:completed', ['- event : completed']],
  ['-word', ['-  : word']],
  ['duration>500', [' duration > 500']],
  ['duration:>500', [' duration > 500']],
  ['bytes<10', [' bytes < 10']],
  ['"two words"', ['  : two words']],
  ['event:"Push event dispatched"', [' event : push event dispatched']],
  ['event:"a","b, c"', [' event : a b, c']],
  ['"say \\"hi\\""', ['  : say "hi"']],
  ['"unfinished text', ['  : unfinished text']],
  ['meta.status:succeeded', [' meta.status : succeeded']],
  ['https://a.example/x', [' https : //a.example/x']],
  ['service:', []],
])('%s', (text, expected) => {
  expect(plain(text)).toEqual(expected);
});

test('every text is a filter, and every term lies where it says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      for (const { from, to, values } of parseFilter(text)) {
        expect(from).toBeLessThan(to);
        expect(to).toBeLessThanOrEqual(text.length);
        expect(values.every((value) => value !== '')).toBe(true);
      }
    }),
  );
});

test('a quoted value is read back as it was', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (value) => {
      const [term, ...more] = parseFilter(`event:${quoteValue(value)}`);
      expect(more).toEqual([]);
      expect(term?.values).toEqual([value]);
    }),
  );
});

test('a value is chosen and given up without touching the rest', () => {
  const one = toggleValue('note -event:completed', 'service', 'pushMessaging');
  expect(one).toBe('note -event:completed service:pushMessaging');
  const two = toggleValue(one, 'service', 'notifications');
  expect(chosenValues(two, 'service')).toEqual(['pushmessaging', 'notifications']);
  expect(toggleValue(toggleValue(two, 'service', 'notifications'), 'service', 'pushMessaging')).toBe(
    'note -event:completed',
  );
  expect(withValues('a service:x b', 'service', ['y z'])).toBe('a b service:"y z"');
});
