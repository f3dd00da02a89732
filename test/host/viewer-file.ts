import { existsSync, readFileSync } from 'node:fs';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  svg: 'image/svg+xml',
};

/** The viewer that can be copied to any path, here below `/viewer/`; undefined for other paths. */
export function viewerFile(pathname: string): { readonly type: string; readonly body: Buffer } | undefined {
  const [, name] = /^\/viewer\/((?:[\w-]+\/)?[\w-]+\.\w+)?$/.exec(pathname) ?? [];
  if (!pathname.startsWith('/viewer/') || (pathname !== '/viewer/' && name === undefined)) return undefined;
  const file = new URL(`../../viewer/dist/standalone/${name ?? 'index.html'}`, import.meta.url);
  if (!existsSync(file)) return undefined;
  return { type: TYPES[file.pathname.split('.').pop() ?? ''] ?? 'text/plain', body: readFileSync(file) };
}
