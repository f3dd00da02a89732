import { structuredPatch } from 'diff';
import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { lineOf } from '../code/syntax.ts';
import type { Severity } from '../severity.ts';

/** What is wrong with a file that init would change. */
export interface Lack {
  readonly severity: Severity;
  readonly code: string;
  readonly says: string;
  /** Line of the file as it is, from 1. */
  readonly line: number;
  /** What to write. */
  readonly fix: string;
}

type Kind = Omit<Lack, 'line' | 'fix'>;

const PLUGIN: Kind = {
  severity: 'error',
  code: 'CONFIG_LACKS',
  says: 'What makes the worker does not put the plugin in.',
};
const FALLBACK: Kind = {
  severity: 'error',
  code: 'FALLBACK_TAKES_VIEWER',
  says: 'The worker would answer the viewer’s address with the app’s page.',
};
const PRECACHE: Kind = {
  severity: 'warning',
  code: 'PRECACHE_HOLDS',
  says: 'The worker’s precache would hold what is Offstage’s own, so old copies would be served.',
};
/** Where workers load the plugin by themselves. */
const DEV: Kind = {
  severity: 'warning',
  code: 'DEV_LACKS',
  says: 'Vite does not know of Offstage: its dev server shows no viewer, and no build looks whether the plugin is first.',
};
const PAGE: Kind = {
  severity: 'info',
  code: 'PAGE_NOT_STARTED',
  says: 'The page’s side is not started, so calls and reports of pages are not recorded.',
};

/** What it means that a line is missing. The first that fits holds for the line. */
function kindOf(line: string, made: boolean): Kind | undefined {
  if (/\bstart\w*\(\)|<script[^>]*offstage\.js/.test(line)) return PAGE;
  // What is registered, and the assets of an Angular project.
  if (/importScripts|withOffstage\(|provideServiceWorker\(|ServiceWorkerModule|"src\/[\w-]+\.js"/.test(line))
    return PLUGIN;
  if (/\boffstage\(/.test(line)) return made ? PLUGIN : DEV;
  if (/denylist/i.test(line)) return FALLBACK;
  return /globIgnores|exclude|globPublicPatterns|viewer/i.test(line) ? PRECACHE : undefined;
}

/**
 * What a file lacks, by what init would make of it: one of a kind, at the first line that it concerns.
 *
 * @param made a tool writes the worker, by what this file says
 */
export function whatLacks(file: string, before: string, after: string, made: boolean): readonly Lack[] {
  if (/(^|\/)ngsw-config\.json$/.test(file)) return ngswLacks(before, after);
  const { hunks } = structuredPatch(file, file, before, after, undefined, undefined, { context: 0 });
  const found = new Map<string, Lack>();
  for (const { oldStart, lines } of hunks)
    for (const line of lines.filter((one) => one.startsWith('+'))) {
      const fix = line.slice(1).trim();
      const kind = kindOf(fix, made);
      if (kind && !found.has(kind.code)) found.set(kind.code, { ...kind, line: Math.max(1, oldStart), fix });
    }
  const [hunk] = hunks;
  if (found.size > 0 || hunk === undefined) return [...found.values()];
  const [first = '+Change it'] = hunk.lines.filter((one) => one.startsWith('+'));
  return [{ ...(made ? PLUGIN : PAGE), line: Math.max(1, hunk.oldStart), fix: first.slice(1).trim() }];
}

/** Of Angular's configuration, by its members: lines of it say too little. */
function ngswLacks(before: string, after: string): readonly Lack[] {
  const [was, is] = [parseTree(before), parseTree(after)];
  const textOf = (tree: Node | undefined, json: string, member: string): string => {
    const node = tree && findNodeAtLocation(tree, [member]);
    return node ? json.slice(node.offset, node.offset + node.length) : '';
  };
  const lineOfMember = (member: string): number => {
    const node = was && findNodeAtLocation(was, [member]);
    return node ? lineOf(before, node.offset) : 1;
  };
  const members: readonly (readonly [string, Kind, string])[] = [
    ['navigationUrls', FALLBACK, '"!/viewer", "!/viewer/**"'],
    ['assetGroups', PRECACHE, '"!/offstage-sw.js", "!/viewer/**"'],
  ];
  return members.flatMap(([member, kind, fix]) =>
    textOf(was, before, member) === textOf(is, after, member)
      ? []
      : [
          {
            ...kind,
            line: lineOfMember(member),
            fix: `Add to ${member === 'assetGroups' ? 'files' : member}: ${fix}`,
          },
        ],
  );
}
