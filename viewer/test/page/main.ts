import type { Entry } from '@offstage/sw-plugin/log';
import { mountViewer } from '../../src/mount-viewer.tsx';
import { sampleLog } from '../../src/samples/sample-log.ts';
import { sampleSource } from '../../src/samples/sample-source.ts';

const search = new URLSearchParams(location.search);
if (search.has('hostile')) {
  const { default: href } = await import('./hostile.css?url');
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
  await new Promise((loaded) => {
    link.onload = loaded;
    document.head.append(link);
  });
}
if (search.has('rtl')) document.documentElement.dir = 'rtl';
const log = search.has('empty') ? [] : sampleLog({ count: Number(search.get('count') ?? 300) });
/** A recording that somebody switched off for a fifth of the time. */
const switched = (word: string, share: number): Entry[] =>
  log.slice(0, 1).map((first) => ({
    ...first,
    id: word,
    service: 'pushMessaging',
    event: `Recording ${word}`,
    time: first.time + ((log.at(-1)?.time ?? 0) - first.time) * share,
    detail: {},
  }));
const holes = search.has('hole') ? [...switched('stopped', 0.4), ...switched('started', 0.6)] : [];
const source = sampleSource([...log, ...holes]);
Object.assign(globalThis, {
  source,
  unmount: mountViewer(document.querySelector('#place') as Element, {
    basename: '/viewer',
    strings: search.has('generated')
      ? (await import('../../src/samples/generated-strings.ts')).GENERATED
      : undefined,
    sources: [{ ...source, origin: 'https://notes.example/' }],
  }),
});
