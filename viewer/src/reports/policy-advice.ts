import { blockedOf, directiveOf } from '../model/problem-of.ts';
import type { ShownReport } from '../model/report-of.ts';

/** What could be done about a CSP report. */
export interface PolicyAdvice {
  /** The directive with the source added; absent where adding it would give the protection away. */
  readonly line?: string;
  /** Names a text of the string table. */
  readonly advice: 'allow' | 'inline' | 'eval' | 'extension' | 'data' | 'trusted-types' | 'report-only';
}

const EXTENSION = /^(?:chrome|moz|safari(?:-web)?|ms-browser)-extension/;

/** Sources that carry code: allowing `data:` or `blob:` for them is as good as no policy. */
const CODE = /^(?:script-src|object-src|worker-src|default-src|frame-src)/;

/** Undefined for reports of other types. */
export function policyAdvice({ type, url, body }: ShownReport): PolicyAdvice | undefined {
  if (type !== 'csp-violation') return undefined;
  const directive = directiveOf(body);
  const blocked = blockedOf(body);
  if (EXTENSION.test(blocked)) return { advice: 'extension' };
  if (blocked === 'inline') return { advice: 'inline' };
  if (blocked === 'eval' || blocked === 'wasm-eval') return { advice: 'eval' };
  if (blocked.startsWith('trusted-types') || directive.includes('trusted-types'))
    return { advice: 'trusted-types' };
  const scheme = /^(data|blob|filesystem):?/.exec(blocked)?.[1];
  if (scheme !== undefined && CODE.test(directive)) return { advice: 'data' };
  const source = scheme === undefined ? sourceOf(blocked, url) : `${scheme}:`;
  if (source === undefined || directive === '') return undefined;
  const policy = body.originalPolicy ?? body['original-policy'];
  return { advice: 'allow', line: extended(typeof policy === 'string' ? policy : '', directive, source) };
}

function sourceOf(blocked: string, page: string): string | undefined {
  if (!URL.canParse(blocked)) return undefined;
  const { origin } = new URL(blocked);
  return URL.canParse(page) && new URL(page).origin === origin ? "'self'" : origin;
}

/** `script-src-elem` falls back to `script-src`, and that to `default-src`. */
function extended(policy: string, directive: string, source: string): string {
  const lines = policy.split(';').map((line) => line.trim());
  const names = [directive, directive.replace(/-(?:elem|attr)$/, ''), 'default-src'];
  for (const name of names) {
    const line = lines.find((one) => one.split(/\s/)[0] === name);
    if (line !== undefined) {
      const sources = line.slice(name.length).replace("'none'", '').trim();
      return `${name === 'default-src' ? names[1] : name} ${sources === '' ? '' : `${sources} `}${source}`;
    }
  }
  return `${names[1]} 'self' ${source}`;
}
