import { logFile } from '../sources/save-log.ts';
import type { Evidence } from './evidence.ts';
import type { EvidenceTexts } from './evidence-texts.ts';
import { htmlFile } from './html-file.ts';
import { markdownOf } from './markdown-of.ts';

/** `offstage-20261128T141800.html`, as DevTools names its files. */
const nameOf = ({ header }: Evidence, ending: string): string =>
  `offstage-${header.saved.slice(0, 19).replace(/[-:]/g, '')}.${ending}`;

/** Lets in the style of one document. Nobody has to be unable to guess it: nothing of a stranger is markup there. */
const newNonce = (): string => Math.random().toString(36).slice(2).padEnd(8, '0');

/** The file that opens anywhere. */
export const pageOf = (evidence: Evidence, t: EvidenceTexts): File =>
  new File([htmlFile(evidence, t, newNonce())], nameOf(evidence, 'html'), { type: 'text/html' });

export const markdownFileOf = (evidence: Evidence, t: EvidenceTexts): File =>
  new File([markdownOf(evidence, t)], nameOf(evidence, 'md'), { type: 'text/markdown' });

/** The log with its header. */
export async function linesOf({ entries, header }: Evidence): Promise<File> {
  const file = await logFile(entries, {
    kind: 'log',
    service: undefined,
    now: new Date(header.saved),
    about: header,
  });
  return file as File;
}
