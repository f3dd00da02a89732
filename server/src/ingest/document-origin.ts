import { bodyMembers } from './body-members.ts';
import { originOf } from './origin-of.ts';

/** The document of a frame whose content stands in its embedder's page, under that one's policy. */
export const SRCDOC = 'about:srcdoc';

/**
 * Origin of the document that a report is about. A `srcdoc` frame has the one of its embedder, which is what its report names
 * as referrer; else what the script that did it came from.
 */
export function documentOrigin(url: string, body: unknown): string {
  if (url !== SRCDOC) return originOf(url);
  const members = bodyMembers(body);
  return originOf(members.text('referrer')) || originOf(members.text('sourceFile'));
}
