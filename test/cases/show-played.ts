import { said } from './complaints.ts';
import type { Played } from './play-run.ts';

/** What a run left, for somebody who reads it: the log line by line, then the findings. */
export const showPlayed = (name: string, { entries, findings }: Omit<Played, 'complaints'>): string =>
  [
    `── ${name}`,
    ...entries.map(({ event, instanceId, context, span, parent, detail, metadata }) =>
      [
        context,
        span,
        parent && `in ${parent}`,
        event,
        instanceId,
        JSON.stringify(metadata),
        JSON.stringify(detail),
      ]
        .filter(Boolean)
        .join(' '),
    ),
    ...findings.map((finding) => `» ${said(finding)}`),
  ].join('\n');
