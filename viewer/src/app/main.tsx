import { mountViewer } from '../mount-viewer.tsx';
import { serverSource } from '../sources/server-source.ts';

const { url: here } = import.meta;
/** Where the server is mounted, with a slash at its end: this file is `viewer/assets/….js` there. */
const server = new URL('../../', here);

/** The viewer that the server serves: it shows what that server has received. */
mountViewer(document.querySelector('#viewer') as Element, {
  basename: `${server.pathname}viewer`,
  sources: [serverSource({ url: server.href })],
});
