import type { Rows } from '../filter/rows.ts';
import type { GridColumn } from '../grid/grid-column.ts';
import type { LogModel } from '../model/log-model.ts';
import { aboutReport } from '../model/problem-of.ts';
import { receivedOf, reportOf, type ShownReport } from '../model/report-of.ts';
import { formatTimestamp } from '../text/format.ts';
import type { Strings } from '../text/strings.ts';
import { visibleLine } from '../text/visible.ts';
import { DeliveryChip } from './DeliveryChip.tsx';
import type { Delivery } from './delivery.ts';

export interface ReportColumnOptions {
  readonly model: LogModel;
  readonly rows: Rows;
  readonly t: Strings;
  readonly compact: boolean;
  delivery(id: string): Delivery | undefined;
}

/** The problem in words, and the body as DevTools writes it. */
function bodyOf(report: ShownReport | undefined): string {
  if (report === undefined) return '';
  const json = JSON.stringify(report.body).slice(0, 400);
  return json === '{}' ? json : `${aboutReport(report)} · ${json}`;
}

/** The columns of DevTools' reports table. */
export function reportColumns(options: ReportColumnOptions): readonly GridColumn[] {
  const { model, rows, t, compact, delivery } = options;
  const entry = (index: number) => model.entry(rows.at(index));
  const report = (index: number) => reportOf(entry(index));
  const received = (index: number) => receivedOf(entry(index)) ?? delivery(entry(index).id)?.report;
  const text = (value: string) => <span className="os-cell-text">{visibleLine(value)}</span>;
  const url: GridColumn = {
    id: 'url',
    label: t.reportColumn.url,
    width: 190,
    grow: true,
    cell: (index) => text(report(index)?.url ?? ''),
  };
  const type: GridColumn = {
    id: 'event',
    label: t.reportColumn.type,
    width: 170,
    cell: (index) => {
      const noise = received(index)?.noise ?? '';
      return (
        <>
          {text(report(index)?.type ?? '')}
          {noise !== '' && (
            <span className="os-tag" title={t.noiseHint(noise)}>
              {t.noise}
            </span>
          )}
        </>
      );
    },
  };
  const status: GridColumn = {
    id: 'outcome',
    label: t.reportColumn.status,
    width: 192,
    cell: (index) => <DeliveryChip entry={entry(index)} delivery={delivery(entry(index).id)} />,
  };
  const destination: GridColumn = {
    id: 'destination',
    label: t.reportColumn.destination,
    width: 110,
    cell: (index) => text(received(index)?.endpoint ?? ''),
  };
  const generated: GridColumn = {
    id: 'time',
    label: t.reportColumn.generated,
    width: 174,
    cell: (index) => text(formatTimestamp(entry(index).time)),
  };
  const body: GridColumn = {
    id: 'instanceId',
    label: t.reportColumn.body,
    width: 200,
    grow: true,
    cell: (index) => text(bodyOf(report(index))),
  };
  return compact ? [generated, type, status, body] : [url, type, status, destination, generated, body];
}
