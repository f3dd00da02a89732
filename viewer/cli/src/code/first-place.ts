import type { Script } from './syntax.ts';

/** Comments that say something of the whole file, and have to stay at its top. */
const OF_THE_FILE =
  /^\/|^\s*@ts-|@license|@preserve|\b(eslint|biome|prettier|tslint|jshint|global)\b|copyright/i;

/**
 * Where a script's first statement can be put: behind what has to stay first (a byte order mark, `#!`, directives such as
 * `'use strict'`), and behind comments about the whole file.
 *
 * @returns characters from the start, at the start of a line wherever there is one
 */
export function firstPlace(code: string, { body, comments }: Script): number {
  let at = code.startsWith('\uFEFF') ? 1 : 0;
  if (code.startsWith('#!', at)) at = lineAfter(code, at);
  const directives = body.filter(({ directive }) => directive !== undefined);
  const first = body.find(({ directive }) => directive === undefined)?.start ?? code.length;
  for (const { text, end } of comments) {
    if (end > first || end <= at) continue;
    const next = lineAfter(code, end);
    const blank = /^[ \t]*\r?\n/.test(code.slice(next));
    if (OF_THE_FILE.test(text) || (blank && next <= first)) at = Math.min(next, first);
  }
  for (const directive of directives) {
    const next = lineAfter(code, directive.end as number);
    at = Math.max(at, next <= first ? next : (directive.end as number));
  }
  return at;
}

function lineAfter(code: string, at: number): number {
  const end = code.indexOf('\n', at);
  return end === -1 ? code.length : end + 1;
}
