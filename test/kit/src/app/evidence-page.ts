import { randomUUID } from 'node:crypto';
import { examine } from '@offstage/sw-plugin/doctor';
import { withEvidence } from '../../../../viewer/src/evidence/evidence-texts.ts';
import { htmlFile } from '../../../../viewer/src/evidence/html-file.ts';
import { createLogModel } from '../../../../viewer/src/model/log-model.ts';
import { logFileHeader, savedFindings } from '../../../../viewer/src/sources/log-file.ts';
import { STRINGS } from '../../../../viewer/src/text/strings.ts';
import type { Logged } from './read-log.ts';

export interface EvidencePage {
  /** The log as the viewer saves one: a line about it, then a line for each entry. */
  readonly lines: string;
  /** One document that opens anywhere: what the doctor finds, every event, and the lines, which the viewer reads again. */
  readonly html: string;
}

/** The log in both forms. @param said what is to stand above it */
export function evidencePage(
  { entries, alive, userAgent, language, timeZone }: Logged,
  said: string,
): EvidencePage {
  const model = createLogModel();
  model.append(entries);
  const { findings } = examine(entries, { alive, now: model.latest });
  const about = {
    offstage: 'log',
    version: 1,
    saved: '',
    userAgent,
    language,
    timeZone,
    scopes: [],
    entries: entries.length,
  } as const;
  const header = logFileHeader(entries, new Date(), about, {
    said,
    findings: savedFindings(findings),
  });
  const lines = [header, ...entries.map(({ seq: _, ...entry }) => entry)].map(
    (line) => `${JSON.stringify(line)}\n`,
  );
  const hidden = { payloads: 0, texts: 0, queries: 0 };
  return {
    lines: lines.join(''),
    html: htmlFile({ entries, header, model, findings, hidden }, withEvidence(STRINGS), randomUUID()),
  };
}
