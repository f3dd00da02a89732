// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { optionsOf } from './options-of.ts';

function tag(data: Record<string, string>) {
  const script = document.createElement('script');
  Object.assign(script.dataset, data);
  return script as unknown as Element;
}

it('reads what the script tag says', () => {
  expect(optionsOf(tag({ worker: '/sw.js', scope: '/app/', type: 'module' }))).toEqual({
    worker: { url: '/sw.js', scope: '/app/', type: 'module' },
    record: true,
    wake: true,
  });
  expect(optionsOf(tag({ record: 'false', wake: 'false' }))).toEqual({ record: false, wake: false });
});

it('takes the defaults where there is no tag, as in a bundle', () => {
  expect(optionsOf(null)).toEqual({ record: true, wake: true });
});
