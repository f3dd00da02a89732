import { expect, it } from 'vitest';
import { pageScript } from './page-script.ts';

it.each([
  ['https://a.test/assets/index-B3fk2_xQ.js?v=2#x', 'https://a.test/assets/index.js'],
  ['https://a.test/main.0a1b2c3d.js', 'https://a.test/main.js'],
  ['https://a.test/app-checkout.js', 'https://a.test/app-checkout.js'],
  ['https://a.test/offstage.js', 'https://a.test/offstage.js'],
  ['file:///home/somebody/app/start.js', ''],
  [undefined, ''],
])('%s is %s', (url, script) => {
  expect(pageScript(url)).toBe(script);
});
