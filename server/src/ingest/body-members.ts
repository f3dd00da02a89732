/**
 * The members of report bodies that we look at, by the Reporting API's names. Other spellings of the same member are
 * found too: `document-uri` (legacy CSP), `source_file` (NEL, explainers), `blockedURI` (early drafts).
 */
export type MemberName =
  | 'app'
  | 'blockedURL'
  | 'columnNumber'
  | 'destination'
  | 'documentURL'
  | 'effectiveDirective'
  | 'event'
  | 'featureId'
  | 'hash'
  | 'id'
  | 'lineNumber'
  | 'message'
  | 'method'
  | 'policyId'
  | 'property'
  | 'reason'
  | 'referrer'
  | 'sample'
  | 'samplingFraction'
  | 'scope'
  | 'service'
  | 'sourceFile'
  | 'stack'
  | 'statusCode'
  | 'subresourceURL'
  | 'time'
  | 'type'
  | 'violatedDirective'
  | 'weight';

export interface BodyMembers {
  /** `''` where it is missing or no string. At most `MEMBER_LENGTH` characters: whoever looks at it need not care. */
  text(name: MemberName): string;
  number(name: MemberName): number | undefined;
}

/** Characters of a member that are looked at: those of the longest URL that is stored. */
export const MEMBER_LENGTH = 8_192;

const spellings = new Map<MemberName, readonly string[]>();
const OTHER_NAMES: Partial<Record<MemberName, readonly string[]>> = {
  message: ['body_message'],
  sample: ['script-sample', 'script_sample'],
  // Chromium's first reports of the opener policy.
  type: ['violation-type', 'violationType', 'violation'],
  lineNumber: ['lineno'],
  columnNumber: ['colno'],
};

function spellingsOf(name: MemberName): readonly string[] {
  let found = spellings.get(name);
  if (found === undefined) {
    const forms = [name, name.replace('URL', 'URI')].flatMap((form) => {
      const words = form.replace(/[A-Z]+/g, (capital) => `-${capital.toLowerCase()}`);
      return [form, words, words.replaceAll('-', '_')];
    });
    found = [...new Set([...forms, ...(OTHER_NAMES[name] ?? [])])];
    spellings.set(name, found);
  }
  return found;
}

export function bodyMembers(body: unknown): BodyMembers {
  const object = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const find = (name: MemberName, type: 'string' | 'number'): unknown => {
    for (const spelling of spellingsOf(name)) {
      const value = object[spelling];
      if (typeof value === type) return value;
    }
    return undefined;
  };
  return {
    text: (name) => ((find(name, 'string') as string | undefined) ?? '').slice(0, MEMBER_LENGTH),
    number: (name) => find(name, 'number') as number | undefined,
  };
}
