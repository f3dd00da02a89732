import type { ReactElement } from 'react';
import type { ReportCase } from '../../reports/report-case.ts';
import { type ReportRun, useReportRun } from './use-report-run.ts';

const SECONDS = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

function deliveryText({ delivery, arrived }: ReportRun): string {
  switch (delivery) {
    case 'none':
      return '';
    case 'waiting':
      return 'On its way: browsers collect reports for up to a minute.';
    case 'never':
      return 'Nothing arrived. This browser may not have this kind.';
    case 'not sent':
      return 'Not sent: this kind is posted from https pages only.';
    case 'arrived':
      return `The server has it: ${arrived?.type}, after ${SECONDS.format((arrived?.after ?? 0) / 1000)} s.`;
    default:
      return delivery satisfies never;
  }
}

export function ReportCard({ case: it }: { readonly case: ReportCase }): ReactElement {
  const [run, press] = useReportRun(it);
  return (
    <section className="card report" id={it.kind} aria-labelledby={`${it.kind}-title`}>
      <header>
        <h2 id={`${it.kind}-title`}>{it.title}</h2>
        <code>{it.type}</code>
      </header>
      <p>{it.story}</p>
      {it.note && <p className="note">{it.note}</p>}
      <div className="action" data-state={run.delivery === 'arrived' ? 'done' : 'idle'}>
        <button type="button" data-action={`report-${it.kind}`} onClick={press}>
          {it.opens === 'frame' ? 'Provoke it' : 'Open the tab'}
        </button>
        <p role="status">{deliveryText(run)}</p>
      </div>
      {run.round > 0 && it.opens === 'frame' && (
        <iframe key={run.round} title={it.title} tabIndex={-1} src={`/reports-demo/${it.kind}`} />
      )}
      {run.lines.length > 0 && <pre>{run.lines.join('\n')}</pre>}
    </section>
  );
}
