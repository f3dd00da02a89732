import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';
import { browserOf } from './browser-of.ts';
import { clientOf } from './client-address.ts';
import { hostKind } from './host-kind.ts';
import { hostOf } from './host-of.ts';
import { DEFAULT_INGEST_LIMITS } from './limits.ts';
import { membersOf } from './members-of.ts';
import { isLocal, networkOf } from './network-of.ts';
import { parseReports, type SentReport } from './parse-reports.ts';
import { endpointNamed } from './policy.ts';
import { mayBecomePost, postHead } from './post-head.ts';
import { reportFrom } from './report-from.ts';
import { stripQueries } from './strip-queries.ts';

/**
 * Whatever looks at a stranger's text must take time in proportion to its length. What does so is found by reading the
 * files that a post passes through: expressions, texts to split by, and functions with a loop over text. A new one is
 * found by itself; a function that this can’t call by itself has to be given arguments below. In one file: what is found,
 * what it is tried with and how it is timed explain each other.
 */
const HERE = dirname(fileURLToPath(import.meta.url));
const SENT: SentReport = {
  type: 'csp-violation',
  url: 'https://a.example/',
  userAgent: 'UA',
  age: 1,
  body: {},
};
const ARRIVAL = { received: 1_800_000_000_000, endpoint: 'default', userAgent: 'UA', client: '10.0.0.1' };
/** As the type says that lists them. */
const MEMBER_NAMES = [
  ...readFileSync(resolve(HERE, 'body-members.ts'), 'utf8').matchAll(/^ {2}\| '(\w+)'/gm),
].map(([, name = '']) => name);
const TYPES = ['csp-violation', 'network-error', 'crash', 'background-service', 'other'];
const parsed = (report: object): unknown =>
  parseReports(JSON.stringify(report), { ...DEFAULT_INGEST_LIMITS, reportLength: 1e6 }).reports.map((sent) =>
    reportFrom(sent, ARRIVAL),
  );
const ENTRIES = ['ingest-routes.ts', 'post-front.ts'].map((name) => resolve(HERE, name));

/** A node of ESTree, as far as it is looked at. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly [member: string]: unknown;
}

interface Source {
  readonly path: string;
  readonly name: string;
  readonly text: string;
  readonly program: Node;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;

/** Each node below, with those around it, the innermost last. */
function* nodesIn(
  node: Node,
  around: readonly Node[] = [],
): Generator<readonly [Node, readonly Node[]], void> {
  yield [node, around];
  const inner = [...around, node];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value])
      if (isNode(child)) yield* nodesIn(child, inner);
  }
}

/** All files of ours that the entries import, at whatever distance. */
function reachable(): readonly Source[] {
  const found = new Map<string, Source>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    const text = readFileSync(path, 'utf8');
    const { program, errors } = parseSync(path, text);
    expect(errors).toEqual([]);
    found.set(path, { path, name: relative(HERE, path), text, program: program as unknown as Node });
    for (const { type, source } of program.body as unknown as readonly Node[]) {
      if (!/^(?:Import|ExportNamed|ExportAll)Declaration$/.test(type) || !isNode(source)) continue;
      if (String(source.value).startsWith('.')) visit(resolve(dirname(path), String(source.value)));
    }
  };
  for (const entry of ENTRIES) visit(entry);
  return [...found.values()];
}

interface Look {
  readonly name: string;
  /** Literal parts, which a hostile text is made of. */
  readonly source: string;
  readonly run: (text: string) => unknown;
}

const lineOf = (source: Source, node: Node): string =>
  `${source.name}:${source.text.slice(0, node.start).split('\n').length}`;

const textOf = (node: unknown): string | undefined =>
  isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;

function expressionOf(source: Source, node: Node): RegExp | undefined {
  if (node.type === 'Literal' && typeof node.regex === 'object' && node.regex !== null) {
    const { pattern, flags } = node.regex as { readonly pattern: string; readonly flags: string };
    return new RegExp(pattern, flags);
  }
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return undefined;
  if (!isNode(node.callee) || node.callee.name !== 'RegExp') return undefined;
  const [pattern, flags] = node.arguments as readonly unknown[];
  const text = textOf(pattern);
  // One that is put together at run time cannot be judged here.
  if (text === undefined) throw new Error(`${lineOf(source, node)}: write the expression as a literal`);
  return new RegExp(text, textOf(flags));
}

/** What a node calls of an object: `text.split(',')` is `['split', …]`. */
function methodOf(node: Node): readonly [name: string, first: unknown] | undefined {
  if (node.type !== 'CallExpression' || !isNode(node.callee) || node.callee.type !== 'MemberExpression')
    return undefined;
  const { property } = node.callee;
  return isNode(property) ? [String(property.name), (node.arguments as readonly unknown[])[0]] : undefined;
}

function looksIn(source: Source): Look[] {
  const looks: Look[] = [];
  for (const [node] of nodesIn(source.program)) {
    const expression = expressionOf(source, node);
    if (expression !== undefined) {
      const once = new RegExp(expression.source, expression.flags.replace(/[gy]/g, ''));
      const all = new RegExp(expression.source, `${once.flags}g`);
      const look = { source: expression.source, name: `${lineOf(source, node)} ${expression}` };
      looks.push(
        { ...look, run: (text) => once.exec(text) },
        { ...look, run: (text) => text.replace(all, '') },
      );
    }
    const [method = '', first] = methodOf(node) ?? [];
    const separator = textOf(first);
    if (!/^(?:split|replace|replaceAll)$/.test(method) || separator === undefined) continue;
    const name = `${lineOf(source, node)} ${method}(${JSON.stringify(separator)})`;
    looks.push({ name, source: separator, run: (text) => text.split(separator).join('') });
  }
  return looks;
}

const LOOP = /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/;
const TEXT_METHOD =
  /^(?:charCodeAt|codePointAt|charAt|indexOf|lastIndexOf|slice|substring|startsWith|endsWith|includes)$/;

/** Functions with a loop in which they look at text, by `file function`. */
function loopsIn(source: Source): string[] {
  const found = new Set<string>();
  for (const [node, around] of nodesIn(source.program)) {
    if (!TEXT_METHOD.test(methodOf(node)?.[0] ?? '')) continue;
    const loop = around.findLastIndex(({ type }) => LOOP.test(type));
    const owner = around.slice(0, loop + 1).findLast(({ type }) => type === 'FunctionDeclaration');
    if (loop >= 0 && isNode(owner?.id)) found.add(`${source.name} ${String(owner.id.name)}`);
  }
  return [...found];
}

/** How to call them with a text: by way of what is exported. */
const body = (members: object) => reportFrom({ ...SENT, body: members }, ARRIVAL);
const CALLS: Readonly<Record<string, (text: string) => unknown>> = {
  'browser-of.ts nameOf': (text) => browserOf(text),
  'policy.ts endpointNamed': (text) => endpointNamed(text, { endpoints: { a: text, b: 'c' } }),
  'host-of.ts authorityOf': (text) => [hostOf(`https://${text}`), hostOf(text)],
  'noise-of.ts listed': (text) => [
    body({ blockedURL: `https://${text}` }),
    hostKind(text),
    hostOf(`wss://${text}`),
  ],
  'noise-of.ts sampleNoise': (text) => body({ sample: text }),
  'members-of.ts membersOf': (text) => [...membersOf(`[${text}]`), ...membersOf(`{${text}`)],
  'post-head.ts mayBecomePost': (text) => mayBecomePost(Buffer.from(`POST /reports ${text}`), 0),
  'post-head.ts postHead': (text) => postHead(`POST /reports HTTP/1.1\r\nHost: a\r\n${text}`),
  'post-head.ts withoutSpaces': (text) =>
    postHead(`POST /reports HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nUser-Agent:${text}`),
  'parse-reports.ts parseInSteps': (text) =>
    parseReports(`[${text}]`, { ...DEFAULT_INGEST_LIMITS, reportLength: 9 }),
};

/** Everything at once, for what is between the looks: a text as each member that anybody reads, alone and as a key. */
const MEMBERS = ['url', 'type', 'user_agent', 'age', 'request', ...MEMBER_NAMES];
const WHOLE: readonly (readonly [name: string, run: (text: string) => unknown])[] = [
  ['a body', (text) => parseReports(text, DEFAULT_INGEST_LIMITS)],
  ['a body of many', (text) => parseReports(`[${text}`, { ...DEFAULT_INGEST_LIMITS, reportLength: 9 })],
  ['a key', (text) => parsed({ [text]: text, [`${text}-report`]: {} })],
  ['a relic', (text) => parsed({ [`${text}-report`]: {} })],
  ...MEMBERS.flatMap((name) =>
    TYPES.map(
      (type) =>
        [
          `${name} of ${type}`,
          (text: string) => parsed({ type, [name]: text, body: { [name]: text } }),
        ] as const,
    ),
  ),
  [
    'the header User-Agent',
    (text) => reportFrom({ ...SENT, userAgent: undefined }, { ...ARRIVAL, userAgent: text }),
  ],
  [
    'X-Forwarded-For',
    (text) => [clientOf('::1', text, true), clientOf('::1', text, false), networkOf(text), isLocal(text)],
  ],
  ['stripping queries', (text) => stripQueries({ a: text, b: `https://${text}`, [text]: text }, 9)],
];

const PUMPS = [
  ...[
    'a',
    'a:',
    'A',
    '-',
    '.',
    ' ',
    '\t',
    '\n',
    '\r\n',
    '\0',
    '\x01',
    '0',
    '/',
    ':',
    '?',
    '#',
    '@',
    '%',
    '=',
    '"',
    "'",
  ],
  ...[
    '\\',
    '\\"',
    '{',
    '}',
    '[',
    ']',
    ',',
    '{}',
    '{},',
    '1,',
    '[]',
    '""',
    '","',
    '\u00e9',
    '\u20ac',
    '\ud800',
    '\u00a0',
  ],
  ...[
    'a.',
    'a-',
    'a:',
    'a/',
    '0.',
    '; ',
    'http://',
    'http:/',
    'http://a@',
    'a-extension',
    '-extension',
    'Version/1',
    ', ',
  ],
];
const ENDS = ['', '\x01', '!', '\n', '@', '"'];

/** Hostile texts of about `length` characters: what an expression knows, over and over, with something else at the end. */
function* hostile(source: string, length: number, ends: number): Generator<string, void> {
  const plain = source.replace(/\\[bBdDwWsS]|\(\?[:=!<]+/g, ' ').replace(/\\(.)/g, '$1');
  const known = plain.match(/[\w:/.@ -]+/g) ?? [];
  const starts = new Set([
    '',
    'a',
    'a:',
    'https://',
    ...known,
    ...(known[0] === undefined ? [] : [known.join('')]),
  ]);
  for (const pump of new Set([...PUMPS, ...known, ...known.map((part) => `${part}1`)])) {
    const middle = pump.repeat(Math.ceil(length / pump.length));
    for (const start of starts) for (const end of ENDS.slice(0, ends)) yield start + middle + end;
  }
}

/** Milliseconds for a test to end in on a machine that is very busy; nothing is judged by it. */
const LIMIT = 900_000;
const SHORT = 4_000;
const TIMES = 4;
/** Milliseconds of CPU below which nothing can be told; at these lengths, a quadratic look takes a hundred times as long. */
const FLOOR = 3;
/** For four times the length: in proportion it is 4, by the square 16. */
const GROWTH = 10;

/**
 * What it takes of this process' own CPU, in milliseconds. By the clock on the wall, whatever is longer than a turn on a
 * busy machine is interrupted at each try, and whatever is shorter is not: in proportion would look like by the square.
 */
function time(run: (text: string) => unknown, text: string): number {
  const before = process.cpuUsage();
  run(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Tries, interleaved: collecting garbage makes single ones longer, and never one shorter. */
const TRIES = 25;

/** How many times as much the longer text takes; what is in proportion is so in one of the tries at least. */
function growth(run: (text: string) => unknown, short: string, long: string): number {
  let [shortest, longest] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let turn = 0; turn < TRIES; turn++) {
    shortest = Math.min(shortest, time(run, short));
    longest = Math.min(longest, time(run, long));
    // The first runs are slower, since they are not compiled yet.
    if (turn > 2 && (longest < FLOOR || longest / shortest < GROWTH)) return 0;
  }
  return longest / shortest;
}

/** Says for which texts time grows faster than their length. */
function faster(
  { source, run }: Pick<Look, 'source' | 'run'>,
  ends: number = ENDS.length,
  length: number = SHORT,
): string[] {
  const found: string[] = [];
  const short = hostile(source, length, ends);
  for (const text of hostile(source, length * TIMES, ends)) {
    const other = short.next().value ?? '';
    if (time(run, text) < FLOOR) continue;
    const times = growth(run, other, text);
    if (times > 0) {
      found.push(`${JSON.stringify(`${text.slice(0, 20)}…${text.slice(-4)}`)}: ${times.toFixed(1)} times`);
    }
    if (found.length > 2) break;
  }
  return found;
}

const files = reachable();

test('the files are found, and so are the looks in them', () => {
  const names = files.map(({ name }) => name);
  expect(names).toContain('noise-of.ts');
  expect(names).toContain('client-address.ts');
  expect(files.flatMap(looksIn).length).toBeGreaterThan(50);
});

test(
  'a look that takes too long is noticed',
  () => {
    const bad = [
      /\b([a-z-]+-extension):\/\//,
      /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[\t ]*([\t\x20-\x7e\x80-\xff]*)$/,
      /\bVersion\/(\d+(?:\.\d+)?).*\bSafari\//,
    ];
    // What is quadratic shows at shorter texts too, and is over sooner.
    const slow = (look: Pick<Look, 'source' | 'run'>) => faster(look, ENDS.length, SHORT / TIMES);
    for (const expression of bad) {
      const look = { source: expression.source, run: (text: string) => expression.exec(text) };
      expect(slow(look).length, String(expression)).toBeGreaterThan(0);
    }
    const loop = (text: string) => {
      let rest = text;
      let sum = 0;
      for (; rest !== ''; rest = rest.slice(1)) sum += rest.split('').length;
      return sum;
    };
    expect(slow({ source: '', run: loop }).length).toBeGreaterThan(0);
  },
  LIMIT,
);

describe('every expression takes time in proportion to the text', () => {
  const looks = new Map<string, Look[]>();
  for (const look of files.flatMap(looksIn)) looks.set(look.name, [...(looks.get(look.name) ?? []), look]);
  test.each([...looks])(
    '%s',
    (_name, same) => {
      for (const look of same) expect(faster(look)).toEqual([]);
    },
    LIMIT,
  );
});

describe('every loop over text takes time in proportion to it', () => {
  const loops = files.filter(({ name }) => !name.startsWith('../store/')).flatMap(loopsIn);
  test('all are known here', () => {
    expect(loops.length).toBeGreaterThan(3);
    expect(loops.filter((name) => !(name in CALLS))).toEqual([]);
  });
  test.each(Object.entries(CALLS))(
    '%s',
    (_name, run) => {
      expect(faster({ source: 'a-extension://', run })).toEqual([]);
    },
    LIMIT,
  );
});

test.each(WHOLE)(
  '%s of any length takes time in proportion to it',
  (_name, run) => {
    expect(faster({ source: 'https://', run }, 2)).toEqual([]);
  },
  LIMIT,
);
