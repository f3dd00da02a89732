import { parsePage } from '../code/page.ts';
import { calledName, lineOf, parseScript, property, type SyntaxNode, textOf, walk } from '../code/syntax.ts';

/** A place that registers a service worker. */
export interface Registration {
  /** As written: `/sw.js`, or relative to the script for `new URL('./sw.js', import.meta.url)`. */
  readonly address: string;
  /** It is relative to the file that says it, and not to the page. */
  readonly fromFile: boolean;
  readonly module: boolean;
  readonly scope: string | undefined;
  /** Line of the file, from 1. */
  readonly line: number;
  /** Where the address stands, characters from the start of the script. */
  readonly start: number;
  readonly end: number;
}

/** What scripts that register a worker have in them. */
const HINT = /serviceWorker|Workbox\(|data-worker|ServiceWorkerModule|provideServiceWorker|[({,\s]worker\s*:/;

const memberName = (node: unknown): string | undefined => {
  const one = node as SyntaxNode | undefined;
  if (one?.type === 'Identifier') return String(one.name);
  if (one?.type !== 'MemberExpression') return undefined;
  return String((one.property as SyntaxNode).name ?? '');
};

/** Every registration in a script, as far as its address is written out. */
export function registrationsIn(code: string, name: string): readonly Registration[] {
  if (!HINT.test(code)) return [];
  const script = parseScript(code, name);
  if (script === undefined) return [];
  const found: Registration[] = [];
  for (const [node] of walk(script.program)) {
    const given = registeredBy(node);
    if (given === undefined) continue;
    const [first, second] = given;
    const isURL = first?.type === 'NewExpression' && calledName(first) === 'URL';
    const literal = isURL ? (first.arguments as readonly SyntaxNode[])[0] : first;
    const address = textOf(literal);
    if (literal === undefined || address === undefined) continue;
    found.push({
      address,
      fromFile: isURL,
      module: textOf(property(second, 'type')) === 'module',
      scope: textOf(property(second, 'scope')),
      line: lineOf(code, node.start),
      start: literal.start,
      end: literal.end as number,
    });
  }
  return found;
}

/** The arguments of what registers a worker: of the platform, of Workbox, of Angular, of Offstage. */
function registeredBy(node: SyntaxNode): readonly (SyntaxNode | undefined)[] | undefined {
  const called = calledName(node);
  if (called === undefined) return undefined;
  const callee = node.callee as SyntaxNode;
  const [first, second] = node.arguments as readonly SyntaxNode[];
  if (called === 'register' && callee.type === 'MemberExpression')
    return /^(serviceWorker|sw|ServiceWorkerModule)$/.test(memberName(callee.object) ?? '')
      ? [first, second]
      : undefined;
  if (called === 'Workbox' && node.type === 'NewExpression') return [first, second];
  if (called === 'provideServiceWorker') return [first, second];
  if (called !== 'start') return undefined;
  const worker = property(first, 'worker');
  if (worker?.type === 'ObjectExpression') return [property(worker, 'url'), worker];
  return worker && [worker, first];
}

/** Every registration of a page: in its own scripts, and by `data-worker`. */
export function registrationsOfPage(html: string): readonly Registration[] {
  return parsePage(html).scripts.flatMap(({ attributes, text, line }) => {
    const address = attributes['data-worker'];
    const own =
      address === undefined
        ? []
        : [{ address, fromFile: false, module: false, scope: undefined, line, start: 0, end: 0 }];
    const typed = attributes.type ?? '';
    const isCode = typed === '' || typed === 'module' || /javascript/.test(typed);
    const inline = isCode ? registrationsIn(text, 'inline.js') : [];
    return [...own, ...inline.map((one) => ({ ...one, line: line + one.line - 1 }))];
  });
}
