import type { ReactElement, ReactNode } from 'react';
import type { DoctorState } from '../doctor/use-doctor.ts';
import type { Rows } from '../filter/rows.ts';
import type { ScanResult } from '../filter/scan.ts';
import type { LogModel } from '../model/log-model.ts';
import { Split } from '../parts/Split.tsx';
import type { LiveTail } from '../state/use-live-tail.ts';
import type { ViewControl } from '../state/use-view-state.ts';
import { LogGrid } from './LogGrid.tsx';
import { NewRows } from './NewRows.tsx';

export interface LogBodyProps {
  readonly model: LogModel;
  readonly result: ScanResult;
  readonly rows: Rows;
  readonly toggled: ReadonlySet<string>;
  readonly view: ViewControl;
  readonly newestFirst: boolean;
  /** Columns that are shown, in their order. */
  readonly shown: readonly string[];
  readonly compact: boolean;
  /** Position of the selected entry. */
  readonly selected: number | undefined;
  readonly tail: LiveTail;
  readonly doctor: DoctorState;
  readonly relative: boolean;
  /** When somebody last looked, epoch milliseconds. */
  readonly since: number | undefined;
  readonly details: ReactNode;
  /** Shown while there is no row. */
  readonly empty: ReactElement;
  onSelect(position: number): void;
  onToggle(span: string): void;
}

/** The rows, and below them the details of one. */
export function LogBody(props: LogBodyProps): ReactElement {
  const { model, rows, compact, tail, doctor, onToggle } = props;
  const { state, update } = props.view;
  const { lifetimes } = state;
  const { newestFirst } = props;
  return (
    <Split id="details" compact={compact} second={props.details}>
      {rows.length === 0 ? (
        props.empty
      ) : (
        <LogGrid
          model={model}
          result={props.result}
          rows={rows}
          toggled={props.toggled}
          lifetimes={lifetimes}
          newestFirst={newestFirst}
          compact={compact}
          shown={props.shown}
          selected={props.selected}
          relative={props.relative}
          since={props.since}
          follow={!tail.paused}
          jump={tail.jump}
          mark={doctor.mark}
          onSelect={props.onSelect}
          onEnter={(position) => {
            const life = model.lifetime(position);
            if (lifetimes && life !== undefined) onToggle(life.span);
          }}
          onToggle={onToggle}
          onSort={() => update({ newestFirst: !newestFirst }, true)}
          onAway={tail.away}
        />
      )}
      <NewRows tail={tail} newestFirst={newestFirst} />
    </Split>
  );
}
