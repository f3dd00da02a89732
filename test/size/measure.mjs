import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../run/root.mjs';
import { bundle } from './bundle.mjs';
import { bundleApp } from './bundle-app.mjs';

const sum = (texts, measure) => texts.reduce((bytes, text) => bytes + measure(text), 0);

async function textsOf({ file, library, external, app, part }) {
  if (file) return [readFileSync(path.join(root, file))];
  // A library's later chunks count too: they are loaded in the end. A worker's file has a budget of its own.
  const chunks = app
    ? (await bundleApp(app, external))[part]
    : await bundle(path.join(root, library), { external, preserveEntrySignatures: 'strict' });
  return chunks.map(({ code }) => code);
}

/**
 * @param {{ file?: string, library?: string, external?: RegExp[], app?: string, besides?: string, part?: 'first' | 'later' }} subject
 * @returns {Promise<{ raw: number, gzip: number }>} bytes
 */
export async function measure({ besides, ...subject }) {
  const texts = await textsOf(subject);
  const had = besides === undefined ? { raw: 0, gzip: 0 } : await measure({ ...subject, app: besides });
  return {
    raw: sum(texts, Buffer.byteLength) - had.raw,
    gzip: sum(texts, (text) => gzipSync(text, { level: 9 }).length) - had.gzip,
  };
}
