import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The plugin as a classic script, beside this file in the package. */
export const classicScript: string = fileURLToPath(new URL('../offstage-sw.js', import.meta.url));

/** A package's folder as the app finds it; undefined where it is not installed. */
export function packageFolder(root: string, name: string): string | undefined {
  try {
    return path.dirname(createRequire(path.join(root, 'package.json')).resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

/** The worker of the viewer's doctor, in one file. */
export function doctorFile(root: string): string | undefined {
  const folder = packageFolder(root, '@offstage/viewer');
  const file = folder && path.join(folder, 'dist/chunks/doctor-worker.js');
  return file && existsSync(file) ? file : undefined;
}

/** The viewer as a folder of files, where its package is installed. */
export function viewerFolder(root: string): string | undefined {
  const folder = packageFolder(root, '@offstage/viewer');
  const standalone = folder && path.join(folder, 'dist/standalone');
  return standalone && existsSync(standalone) ? standalone : undefined;
}
