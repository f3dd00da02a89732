import { type ReactElement, type ReactNode, useMemo } from 'react';
import type { Rows } from '../filter/rows.ts';
import type { ScanResult } from '../filter/scan.ts';
import { Grid } from '../grid/Grid.tsx';
import type { LogModel } from '../model/log-model.ts';
import { Split } from '../parts/Split.tsx';
import type { Source } from '../sources/source.ts';
import { useStrings } from '../text/use-strings.ts';
import { Endpoints } from './Endpoints.tsx';
import { GroupGrid } from './GroupGrid.tsx';
import { Refused } from './Refused.tsx';
import reports from './Reports.css?inline';
import { reportColumns } from './report-columns.tsx';
import { useDeliveries } from './use-deliveries.ts';

/** The style sheets that it needs. */
export const STYLES: readonly string[] = [reports];

export interface ReportPanelBodyProps {
  readonly source: Source;
  readonly model: LogModel;
  readonly rows: Rows;
  readonly result: ScanResult;
  readonly groups: boolean;
  readonly filter: string;
  readonly newestFirst: boolean;
  readonly compact: boolean;
  readonly selected: number | undefined;
  readonly details: ReactNode;
  /** Shown while there is no report. */
  readonly empty: ReactElement;
  onSelect(position: number): void;
  onFilter(filter: string): void;
  /** Shows the single reports that a filter lets through. */
  onOpen(filter: string): void;
}

/** The reports, one by one or grouped, above the endpoints that they go to. */
export function ReportPanelBody(props: ReportPanelBodyProps): ReactElement {
  const { source, model, rows, result, groups, compact, selected } = props;
  const t = useStrings();
  const local = source.kind === 'server' ? undefined : source.reports;
  const deliveries = useDeliveries(model, result.rows, local);
  const columns = useMemo(
    () => reportColumns({ model, rows, t, compact, delivery: (id) => deliveries.get(id) }),
    [model, rows, t, compact, deliveries],
  );
  return (
    <>
      <Split id="report" compact={compact} second={props.details}>
        {rows.length === 0 && !(groups && source.kind === 'server') ? (
          props.empty
        ) : groups ? (
          <GroupGrid
            model={model}
            positions={result.rows}
            server={source.kind === 'server' ? source.reports : undefined}
            filter={props.filter}
            compact={compact}
            onFilter={props.onFilter}
            onOpen={props.onOpen}
          />
        ) : (
          <Grid
            id="reports"
            label={t.reports}
            columns={columns}
            count={rows.length}
            rowHeight={compact ? 52 : 24}
            active={selected === undefined ? -1 : rows.indexOf(selected)}
            follow={props.newestFirst ? 'start' : 'end'}
            keyAt={rows.at}
            indexOf={rows.indexOf}
            nameAt={(index) => model.entry(rows.at(index)).id}
            onActivate={(index) => props.onSelect(rows.at(index))}
          />
        )}
      </Split>
      {!props.details && source.kind === 'server' && source.reports && <Refused reports={source.reports} />}
      {/* Three tables one above the other would leave none of them room. */}
      {!props.details && (
        <Endpoints
          model={model}
          version={model.version}
          compact={compact}
          reports={source.reports}
          own={source.kind === 'log'}
        />
      )}
    </>
  );
}
