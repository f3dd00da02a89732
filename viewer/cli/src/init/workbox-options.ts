import { applyEdits, type Edit, quoteOf } from '../code/edit.ts';
import { listWith } from '../code/object-edit.ts';
import { property, type SyntaxNode } from '../code/syntax.ts';
import type { Draft } from './draft.ts';
import { PLUGIN, VIEWER } from './place.ts';

const DENIED = '/^\\/viewer/';

/** Whether a pattern, as it is written, is about the viewer. */
const isViewer = (element: SyntaxNode): boolean => {
  const regex = element.regex as { pattern: string } | undefined;
  return regex !== undefined && /viewer/.test(regex.pattern);
};

/** What gathers the files to precache: names on disk, or webpack's own list. */
type By = 'files' | 'webpack' | 'nobody';

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
};

interface Kept {
  readonly name: string;
  readonly usual: readonly string[];
  readonly ours: readonly string[];
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
  const kept = by === 'nobody' ? undefined : KEPT_OUT[by](quote);
  if (kept) lists.push(listWith(code, options, kept.name, kept.ours, ignores, { beside: kept.usual }));
  if (fallback || property(options, 'navigateFallback') !== undefined)
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

/** Keeps ours out of a precache that is gathered by names on disk, where the worker's source is the app's own. */
export function keepOut(draft: Draft, file: string, options: SyntaxNode): void {
  const code = draft.read(file) as string;
  const { name, ours, usual } = KEPT_OUT.files(quoteOf(code));
  const edits = listWith(code, options, name, ours, ignores, { beside: usual });
  if (edits === undefined)
    draft.byHand(`${file} puts ${name} together in a way that is not understood. It needs:`, ours.join(', '));
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
