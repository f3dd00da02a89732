import type { App } from '../init/app.ts';
import { isWorkerName } from './names.ts';

const MOST = 3;
/** What apps have their workers' sources, and what they serve, in. */
const INNER = /\/(public|static|src|app|worker|dist|www)(\/.*)?$/;

/** For somebody who stands in the folder above several apps: those below it that have a worker; empty where none has. */
export function appsBelow(app: App, command: string): string {
  const folders = app.files
    .filter((file) => isWorkerName(file) && file.includes('/'))
    .map((file) => file.slice(0, file.lastIndexOf('/')).replace(INNER, ''));
  const found = [...new Set(folders)].slice(0, MOST);
  if (found.length === 0) return '';
  return `Below it is one: ${found.map((one) => `npx offstage ${command} ${/[^\w./@-]/.test(one) ? `"${one}"` : one}`).join(', or ')}. `;
}
