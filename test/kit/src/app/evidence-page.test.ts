import type { Entry } from '@offstage/sw-plugin/log';
import { expect, test } from 'vitest';
import { sampleLog } from '../../../../viewer/src/samples/sample-log.ts';
import { fileSource } from '../../../../viewer/src/sources/file-source.ts';
import { evidencePage } from './evidence-page.ts';

const read = (text: string, name: string): Promise<readonly Entry[]> =>
  new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    fileSource(new File([text], name)).open({
      append: (batch) => entries.push(...batch),
      prepend: (batch) => entries.unshift(...batch),
      reset: () => entries.splice(0),
      state: ({ phase }) => {
        if (phase === 'complete') resolve(entries);
        if (phase === 'failed') reject(new Error(phase));
      },
    });
  });

const entries = sampleLog({ count: 60 });
const { lines, html } = evidencePage(
  {
    entries,
    alive: new Set(),
    userAgent: 'Mozilla/5.0 Firefox/153.0',
    language: 'de',
    timeZone: 'Europe/Berlin',
  },
  'http://localhost:1 in <firefox>',
);

test('the viewer opens the lines and the page alike, with every entry', async () => {
  expect(await read(lines, 'log.jsonl')).toEqual(entries);
  expect(await read(html, 'log.html')).toEqual(entries);
});

test('the page says where it is from, runs nothing, and takes a stranger by the word', () => {
  expect(html).toContain('Mozilla/5.0 Firefox/153.0');
  expect(html).toContain('http://localhost:1 in &lt;firefox&gt;');
  expect(html).toContain("default-src 'none'");
  expect(html).not.toContain('<script');
});
