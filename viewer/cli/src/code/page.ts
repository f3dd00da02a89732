import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

/** A `<script>` of a page. */
export interface PageScript {
  readonly attributes: Readonly<Record<string, string>>;
  /** What stands in it. */
  readonly text: string;
  readonly line: number;
}

/** A page of HTML, as browsers read it. */
export interface Page {
  readonly scripts: readonly PageScript[];
  /** Where a script of the head can be put first, characters from the start; undefined where there is no head in the text. */
  readonly headPlace: number | undefined;
  /** Of `<meta http-equiv="content-security-policy">`. */
  readonly policies: readonly string[];
  readonly title: string;
}

const childrenOf = (node: Node): readonly Node[] => ('childNodes' in node ? node.childNodes : []);
const isElement = (node: Node): node is Element => 'tagName' in node;
const attributesOf = ({ attrs }: Element): Record<string, string> =>
  Object.fromEntries(attrs.map(({ name, value }) => [name, value]));
const textIn = (node: Node): string =>
  childrenOf(node)
    .map((child) => ('value' in child ? child.value : ''))
    .join('');

function* elementsOf(node: Node): Generator<Element> {
  for (const child of childrenOf(node)) {
    if (isElement(child)) yield child;
    yield* elementsOf(child);
  }
}

/** Parses a page. Any text is one. */
export function parsePage(html: string): Page {
  const elements = [...elementsOf(parse(html, { sourceCodeLocationInfo: true }))];
  const head = elements.find(({ tagName }) => tagName === 'head');
  const inHead = head ? childrenOf(head).filter(isElement) : [];
  const isMeta = (one: Element): boolean => one.tagName === 'meta';
  const charset = inHead.find((one) => isMeta(one) && 'charset' in attributesOf(one));
  // An address before it is not below it.
  const base = inHead.find((one) => one.tagName === 'base');
  const endOfOne = (one: Element | undefined): number => one?.sourceCodeLocation?.endOffset ?? -1;
  const place = endOfOne(base) > endOfOne(charset) ? base : charset;
  const start =
    place?.sourceCodeLocation?.endOffset ??
    head?.sourceCodeLocation?.startTag?.endOffset ??
    inHead.find((one) => one.sourceCodeLocation)?.sourceCodeLocation?.startOffset;
  return {
    scripts: elements
      .filter(({ tagName }) => tagName === 'script')
      .map((one) => ({
        attributes: attributesOf(one),
        text: textIn(one),
        line: one.sourceCodeLocation?.startLine ?? 1,
      })),
    headPlace: start,
    policies: elements
      .filter(
        (one) => isMeta(one) && /^content-security-policy$/i.test(attributesOf(one)['http-equiv'] ?? ''),
      )
      .map((one) => attributesOf(one).content ?? ''),
    title: textIn(elements.find(({ tagName }) => tagName === 'title') ?? ({ childNodes: [] } as never)),
  };
}
