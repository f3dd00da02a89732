import { expect, it } from 'vitest';
import { saySource } from './say-source.ts';

it('names file and line of the innermost frame that is the app’s, in the words of three engines', () => {
  const chromium = `TypeError: x
    at Object.show (https://app.example/offstage-sw.js:1:200)
    at https://app.example/assets/sw.js?v=3:12:5
    at main (https://app.example/other.js:9:1)`;
  expect(saySource(chromium)).toBe('sw.js:12');
  expect(saySource('handler@https://app.example/sw.js:7:11\n@https://app.example/sw.js:2:1')).toBe('sw.js:7');
  expect(saySource('    at push (https://offstage.example/sw.js:4:3)')).toBe('sw.js:4');
  expect(saySource('    at async push (https://app.example/sw-3f.mjs:40:3)')).toBe('sw-3f.mjs:40');
});

it('says nothing of what is no stack', () => {
  for (const stack of [undefined, 7, '', 'TypeError: at sea (sw.js:1:1', `at ${'a'.repeat(100_000)}`])
    expect(saySource(stack)).toBeUndefined();
});
