import { extensionsOf } from './detail-readers.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/** The method (`waitUntil`) that was given a function where it takes a promise; undefined where none was. */
export function gaveFunction({ closing_: closing }: TracedLifetime): 'waitUntil' | 'respondWith' | undefined {
  const given = extensionsOf(closing).find(
    (one) => (one as { readonly given?: unknown }).given === 'function',
  );
  return given && (given.method === 'respondWith' ? 'respondWith' : 'waitUntil');
}
