import { ENTRY } from '../store/entry-type.ts';
import type { BodyMembers } from './body-members.ts';
import { hostOf } from './host-of.ts';
import { strangeKind } from './noise-of.ts';
import { originOf } from './origin-of.ts';

/** What a report has in common with others of the same problem, and how a person would name it. */
export interface Group {
  /** The parts that make two reports the same problem, besides type and document origin. */
  readonly parts: readonly (string | number | undefined)[];
  readonly title: string;
}

/**
 * Groups by what a developer would fix at once. The page's path is never a part (one fault shows on every page),
 * and neither is what browsers disagree on for the same fault (disposition, sample, column).
 */
export function groupOf(type: string, url: string, members: BodyMembers, body: unknown): Group {
  const source = placeOf(members.text('sourceFile'));
  const place = source === placeOf(url) ? 'the page itself' : source;
  const line = members.number('lineNumber');
  const at = place === '' ? '' : ` at ${place}${line === undefined ? '' : `:${line}`}`;
  switch (type) {
    case 'csp-violation': {
      const directive = directiveOf(members.text('effectiveDirective') || members.text('violatedDirective'));
      const blocked = blockedOf(members.text('blockedURL'), url);
      return {
        parts: [directive, blocked, place, line],
        title: `${directive || 'the policy'} blocked ${blocked}${at}`,
      };
    }
    case 'csp-hash': {
      const script = placeOf(members.text('subresourceURL'));
      const hash = members.text('hash');
      return { parts: [script, hash], title: `${script || 'a script'} is ${hash || 'without a hash'}` };
    }
    case 'network-error': {
      const error = members.text('type') || 'unknown';
      const status = members.number('statusCode') || undefined;
      const method = members.text('method');
      const title = `${error}${status === undefined ? '' : ` ${status}`} ${method} ${originOf(url)}`;
      return { parts: [error, status, method], title: title.replace(/ +/g, ' ').trim() };
    }
    case 'deprecation':
    case 'intervention': {
      const id = members.text('id');
      const message = members.text('message');
      return { parts: [id || message, place, line], title: `${id || message || type}${at}` };
    }
    case 'crash': {
      const reason = members.text('reason') || 'crashed';
      const [top = ''] = members.text('stack').split('\n', 1);
      return { parts: [reason, top], title: [reason, top].filter(Boolean).join(' ') };
    }
    case 'permissions-policy-violation':
    case 'potential-permissions-policy-violation':
    case 'document-policy-violation':
    case 'feature-policy-violation': {
      const feature = members.text('featureId') || members.text('policyId');
      return { parts: [feature, place, line], title: `${feature || 'a feature'} not allowed${at}` };
    }
    case 'integrity-violation': {
      const blocked = placeOf(members.text('blockedURL'));
      const destination = members.text('destination');
      return {
        parts: [blocked, destination],
        title: `${destination || 'resource'} without integrity: ${blocked || 'nothing named'}`,
      };
    }
    case 'coep': {
      const blocked = placeOf(members.text('blockedURL'));
      const why = members.text('type');
      return { parts: [why, blocked], title: `${why || type} blocked ${blocked || 'nothing named'}` };
    }
    case 'coop': {
      const why = members.text('type');
      const property = members.text('property');
      return {
        parts: [why, property, place, line],
        title: ([why, property].filter(Boolean).join(' ') || type) + at,
      };
    }
    case ENTRY: {
      const service = members.text('service');
      const event = members.text('event');
      return { parts: [service, event], title: `${service || type}: ${event || 'nothing named'}` };
    }
    default: {
      const message = members.text('message') || members.text('reason') || members.text('id');
      const names =
        typeof body === 'object' && body !== null ? Object.keys(body).sort().slice(0, 20).join() : '';
      return { parts: [message || names], title: message === '' ? type : `${type}: ${message}` };
    }
  }
}

/** Old browsers put the whole directive with its sources into `violated-directive`. */
function directiveOf(directive: string): string {
  return /\S+/.exec(directive)?.[0] ?? '';
}

const STRANGE = {
  loopback: 'something on the user’s machine',
  private: 'something in the user’s network',
  unlisted: 'a host without a public name',
} as const;

/** The origin of what was blocked; or the word or scheme that stands in its place (`inline`, `eval`, `data`). */
function blockedOf(blocked: string, document: string): string {
  // Every company's proxy has another address.
  const strange = strangeKind(hostOf(blocked), document);
  if (strange !== '') return STRANGE[strange];
  return originOf(blocked) || /^[^:]*/.exec(blocked)?.[0] || 'nothing named';
}

/** A URL without query and fragment, which differ from user to user. */
function placeOf(url: string): string {
  return url.includes('?') || url.includes('#') ? url.replace(/[?#].*$/s, '') : url;
}
