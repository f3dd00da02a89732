import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { refusal } from './refusal.mjs';

/**
 * Builds what is missing or out of date, and shows how it goes.
 *
 * @param {URL} script the build script
 * @returns {Promise<void>}
 * @throws a refusal `BUILD_FAILED`
 */
export function build(script) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(script)], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(refusal('BUILD_FAILED'))));
  });
}

/**
 * @param {readonly URL[]} files
 * @throws a refusal `BUILD_MISSING` that names the first one
 */
export function checkBuilt(files) {
  for (const file of files) {
    if (!existsSync(file)) throw refusal('BUILD_MISSING', { file: fileURLToPath(file) });
  }
}
