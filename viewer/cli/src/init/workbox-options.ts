import { applyEdits, type Edit, quoteOf } from '../code/edit.ts';
import { listWith } from '../code/object-edit.ts';
import { endOf, property, type SyntaxNode } from '../code/syntax.ts';
import type { Draft } from './draft.ts';
import { PLUGIN, VIEWER } from './place.ts';

const DENIED = '/^\\/viewer/';

/** Whether a pattern, as it is written, is about the viewer. */
const isViewer = (element: SyntaxNode): boolean => {
  const regex = element.regex as { pattern: string } | undefined;
  return regex !== undefined && /viewer/.test(regex.pattern);
};

/** What gathers the files to precache: names on disk, webpack's own list, or Serwist for Next.js, from `public`. */
type By = 'files' | 'webpack' | 'next' | 'nobody';

export interface WorkboxEdit {
  readonly by: By;
  /** Denies the viewer although no fallback is written there, because the tool has one of its own. */
  readonly fallback?: boolean;
}

/** The lists by which ours stay out of the precache, with what Workbox has in them where nothing is said. */
const KEPT_OUT: Readonly<Record<Exclude<By, 'nobody'>, (quote: string) => Kept>> = {
  files: (quote) => ({
    name: 'globIgnores',
    usual: [`${quote}**/node_modules/**/*${quote}`],
    ours: [`${quote}**/${PLUGIN}${quote}`, `${quote}**/${VIEWER}/**${quote}`],
  }),
  webpack: () => ({
    name: 'exclude',
    usual: ['/\\.map$/', '/^manifest.*\\.js$/'],
    ours: ['/offstage-sw\\.js$/', '/^viewer\\//'],
  }),
  // It has no list of what to leave out, and takes all files where nothing is said.
  next: (quote) => ({
    name: 'globPublicPatterns',
    usual: [],
    ours: [`${quote}!(${PLUGIN})${quote}`, `${quote}!(${VIEWER})/**/*${quote}`],
    instead: true,
  }),
};

/** @param isFolder the viewer lies beside the app's files, and is not built into it */
function keptOut(by: Exclude<By, 'nobody'>, quote: string, isFolder: boolean): Kept {
  const kept = KEPT_OUT[by](quote);
  if (isFolder) return kept;
  return { ...kept, ours: kept.instead ? [] : kept.ours.filter((one) => !one.includes(VIEWER)) };
}

interface Kept {
  readonly name: string;
  readonly usual: readonly string[];
  readonly ours: readonly string[];
  /** A list that stands there says what to take, so nothing can be left out by adding to it. */
  readonly instead?: true;
}

/**
 * Workbox's own options (`generateSW`): the plugin's script first, ours out of the precache, and the viewer kept from
 * being answered with the app's page.
 */
export function editWorkboxOptions(
  draft: Draft,
  file: string,
  options: SyntaxNode,
  { by, fallback = false }: WorkboxEdit,
): void {
  const code = draft.read(file) as string;
  const quote = quoteOf(code);
  const plugin = `${quote}${PLUGIN}${quote}`;
  const lists: (readonly Edit[] | undefined)[] = [
    listWith(code, options, 'importScripts', [plugin], undefined, { first: true }),
  ];
  const isFolder = draft.already.route === undefined;
  const kept = by === 'nobody' ? undefined : keptOut(by, quote, isFolder);
  if (kept) lists.push(listWith(code, options, kept.name, kept.ours, ignores, { beside: kept.usual }));
  if (isFolder && (fallback || property(options, 'navigateFallback') !== undefined))
    lists.push(listWith(code, options, 'navigateFallbackDenylist', [DENIED], isViewer));
  if (lists.some((edits) => edits === undefined)) {
    draft.byHand(
      `${file} puts Workbox’s options together in a way that is not understood, and is left as it is. They need:`,
      `importScripts: [${plugin}, …],`,
      ...(kept ? [`${kept.name}: [${[...kept.usual, ...kept.ours].join(', ')}],`] : []),
      `navigateFallbackDenylist: [${DENIED}],`,
    );
    return;
  }
  draft.write(file, applyEdits(code, merged(lists.flatMap((edits) => edits ?? []))));
}

/** Keeps ours out of a precache, where the worker's source is the app's own. */
export function keepOut(
  draft: Draft,
  file: string,
  options: SyntaxNode,
  by: Exclude<By, 'nobody'> = 'files',
): void {
  const code = draft.read(file) as string;
  // What Serwist and Workbox are given by the plugin for Vite.
  if (/\bwithoutOffstage\b/.test(code.slice(options.start, endOf(options)))) return;
  const { name, ours, usual, instead } = keptOut(by, quoteOf(code), draft.already.route === undefined);
  // webpack bundles the plugin with the worker's source, so that it is no file of its own.
  if (ours.length === 0 || (by === 'webpack' && draft.already.route !== undefined)) return;
  const given = instead && property(options, name);
  if (given && /viewer/.test(code.slice(given.start, endOf(given)))) return;
  const edits = given ? undefined : listWith(code, options, name, ours, ignores, { beside: usual });
  if (edits === undefined)
    draft.byHand(
      `${file} puts ${name} together in a way that is not understood. So that no precache holds the viewer, it needs:`,
      ours.join(', '),
    );
  else if (edits.length > 0) draft.write(file, applyEdits(code, edits));
}

/** A folder that is left out already may be written with or without stars. */
const ignores = (element: SyntaxNode, wanted: string): boolean => {
  const bare = (pattern: string): string => pattern.replace(/['"]|\*\*\/|\/\*\*|^\.?\//g, '');
  const regex = element.regex as { pattern: string } | undefined;
  if (regex) return `/${regex.pattern}/` === wanted;
  return typeof element.value === 'string' && bare(element.value) === bare(wanted);
};

/** Properties that are put first into an empty object take the place of the same braces. */
function merged(edits: readonly Edit[]): readonly Edit[] {
  const whole = edits.filter(({ from, to }) => to > from);
  if (whole.length < 2 || new Set(whole.map(({ from }) => from)).size === whole.length) return edits;
  const [first] = whole;
  const inner = whole.map(({ text }) => text.replace(/^\{ | \}$/g, '')).join(', ');
  return [{ from: first?.from ?? 0, to: first?.to ?? 0, text: `{ ${inner} }` }];
}
