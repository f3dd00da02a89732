import path from 'node:path';
import { root } from '../run/root.mjs';
import { bundle } from './bundle.mjs';

/**
 * A page's own script, bundled as its author would: what the page loads with it, the script itself first, and what it
 * may load later. `external` is what it has anyway.
 */
export async function bundleApp(source, external) {
  // As if it lay in this package, which has the SDK among its dependencies.
  const id = path.join(root, 'test/size/app.js');
  const app = {
    name: 'app',
    resolveId: (name) => (name === id ? id : undefined),
    load: (name) => (name === id ? source : undefined),
  };
  const chunks = await bundle(id, { plugins: [app], ...(external && { external }) });
  const first = new Set();
  const load = (chunk) => {
    // What is external has no chunk here.
    if (chunk === undefined) return;
    first.add(chunk);
    for (const name of chunk.imports) load(chunks.find(({ fileName }) => fileName === name));
  };
  load(chunks.find(({ isEntry }) => isEntry));
  return { first: [...first], later: chunks.filter((chunk) => !first.has(chunk)) };
}
