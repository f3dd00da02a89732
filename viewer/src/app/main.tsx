import { mountViewer } from '../mount-viewer.tsx';
import { serverSource } from '../sources/server-source.ts';

/** The viewer that the server serves: it shows what that server has received. */
mountViewer(document.querySelector('#viewer') as Element, { basename: '/viewer', sources: [serverSource()] });
