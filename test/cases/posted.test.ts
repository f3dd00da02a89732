import { describe, expect, test } from 'vitest';
import { type PostedCase, playPosted } from './posted.ts';
import { CASE_FOLDERS, readCases } from './read-runs.ts';

/** Each starts a server of its own, which takes its time on a busy machine. */
const SERVER = 60_000;

test(
  'the player tells of counts, resends, weights and groups that are not as expected',
  async () => {
    const [own] = CASE_FOLDERS;
    const one = readCases<PostedCase>(own?.folder ?? '').find(({ id }) => id === '33') as PostedCase;
    const wrong: PostedCase = {
      ...one,
      expect: {
        status: 200,
        counts: { received: 5, duplicates: 1 },
        reports: [{ count: 7, weight: 60, maxGroups: 0 }],
      },
      again: { afterMs: 1, duplicates: 5 },
      alsoPost: [{ what: 'is answered with 404', body: '[]', headers: {}, counted: true }],
    };
    expect((await playPosted(own?.folder ?? '', wrong)).join(' ')).toMatch(
      /answered with 204.*received 6, not 5.*duplicates 0, not 1.*duplicates 6, not 5.*answered with 404: \d+.*6 reports instead of 7.*1 groups, not 0.*stand for 6, not 60/,
    );
  },
  SERVER,
);

// Bodies as browsers, proxies and libraries post them, to a real server.
describe.each(CASE_FOLDERS)('$title, posted', ({ folder }) => {
  for (const one of readCases<Partial<PostedCase>>(folder).filter(({ body }) => body !== undefined)) {
    for (const { name, serverOptions } of one.runs ?? [{}]) {
      test(
        [`${one.id}-${one.name}`, name].filter(Boolean).join(': '),
        async () => {
          expect(await playPosted(folder, one as PostedCase, serverOptions)).toEqual([]);
        },
        SERVER,
      );
    }
  }
});
