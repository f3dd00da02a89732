import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../run/root.mjs';
import { bundle } from './bundle.mjs';
import { bundleApp } from './bundle-app.mjs';

const sum = (texts, measure) => texts.reduce((bytes, text) => bytes + measure(text), 0);

/** Chunks that a module, which is itself loaded later, brings with it; and those of the entry. */
function withModule(chunks, name) {
  const found = new Set();
  const load = (chunk) => {
    if (chunk === undefined || found.has(chunk)) return;
    found.add(chunk);
    for (const one of chunk.imports) load(chunks.find(({ fileName }) => fileName === one));
  };
  for (const chunk of chunks) if (chunk.isEntry || chunk.name === name) load(chunk);
  return found;
}

async function textsOf({ file, library, external, app, part, module }) {
  if (file) return [readFileSync(path.join(root, file))];
  if (app) return (await bundleApp(app, external))[part].map(({ code }) => code);
  // A worker's file has a budget of its own.
  const chunks = await bundle(path.join(root, library), { external, preserveEntrySignatures: 'strict' });
  if (module === undefined) return chunks.map(({ code }) => code);
  const first = withModule(chunks, module);
  if (first.size < 2) throw new Error(`there is no chunk ${module}`);
  return chunks.filter((chunk) => first.has(chunk) === (part === 'first')).map(({ code }) => code);
}

/**
 * @param {{ file?: string, library?: string, external?: RegExp[], app?: string, besides?: string, module?: string, part?: 'first' | 'later' }} subject
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
