import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { root } from '../run/root.mjs';

const sum = (texts, measure) => texts.reduce((bytes, text) => bytes + measure(text), 0);

async function bundle(entry, external) {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: {
      write: false,
      minify: true,
      // Not `lib`: that would turn a worker's file into base64 inside its page's script, and so count it wrongly.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: path.join(root, entry), external, preserveEntrySignatures: 'strict' },
    },
  });
  // Later chunks count too: they are loaded in the end. A worker's file is an asset, and has a budget of its own.
  return [result]
    .flat()
    .flatMap(({ output }) => output.filter(({ type }) => type === 'chunk').map(({ code }) => code));
}

/**
 * @param {{ file?: string, library?: string, external?: RegExp[] }} subject
 * @returns {Promise<{ raw: number, gzip: number }>} bytes
 */
export async function measure({ file, library, external }) {
  const texts = file ? [readFileSync(path.join(root, file))] : await bundle(library, external);
  return {
    raw: sum(texts, Buffer.byteLength),
    gzip: sum(texts, (text) => gzipSync(text, { level: 9 }).length),
  };
}
