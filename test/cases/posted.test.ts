import { describe, expect, test } from 'vitest';
import { type PostedCase, playPosted } from './posted.ts';
import { CASE_FOLDERS, readCases } from './read-runs.ts';

// Bodies as browsers, proxies and libraries post them, to a real server.
describe.each(CASE_FOLDERS)('$title, posted', ({ folder }) => {
  for (const one of readCases<Partial<PostedCase>>(folder).filter(({ body }) => body !== undefined)) {
    test(`${one.id}-${one.name}`, async () => {
      expect(await playPosted(folder, one as PostedCase)).toEqual([]);
    });
  }
});
