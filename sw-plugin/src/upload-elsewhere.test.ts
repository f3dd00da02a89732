import { afterEach, expect, test, vi } from 'vitest';
import { upload } from './start-upload.ts';

// A worker's module is loaded in other places, too: in tests in Node, on a server, in a page by mistake.

afterEach(() => vi.unstubAllGlobals());

const channels = (): unknown[] => {
  const opened: unknown[] = [];
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      constructor(name: string) {
        opened.push(name);
      }
      close(): void {}
    },
  );
  return opened;
};

test('where there is no service worker nothing is opened that keeps a process alive', () => {
  const opened = channels();
  vi.stubGlobal('navigator', { userAgent: 'Node.js/22' });
  upload({ url: 'https://reports.example' })();
  expect(opened).toEqual([]);
});

test.each([undefined, {}, null])(
  'a scope whose navigator is %o throws nothing into the host',
  (navigator) => {
    channels();
    vi.stubGlobal('registration', {});
    vi.stubGlobal('navigator', navigator);
    expect(() => upload({ url: 'https://reports.example' })()).not.toThrow();
  },
);

test('nor do options that throw when they are looked at', () => {
  channels();
  vi.stubGlobal('registration', {});
  vi.stubGlobal('navigator', { userAgent: '' });
  const options = {
    get within(): number {
      throw new Error('of the host');
    },
  };
  expect(() => upload(options)()).not.toThrow();
});
