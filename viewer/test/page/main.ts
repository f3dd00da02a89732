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
const source = sampleSource(
  search.has('empty') ? [] : sampleLog({ count: Number(search.get('count') ?? 300) }),
);
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
