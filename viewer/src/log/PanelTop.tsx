import type { Service } from '@offstage/sw-plugin/log';
import type { ReactElement } from 'react';
import { useState } from 'react';
import { DoctorSummary } from '../doctor/DoctorSummary.tsx';
import type { DoctorState } from '../doctor/use-doctor.ts';
import { chosenValues, withValues } from '../filter/edit.ts';
import { Boundary } from '../parts/Boundary.tsx';
import { Button } from '../parts/Button.tsx';
import type { ViewControl } from '../state/use-view-state.ts';
import { useStrings } from '../text/use-strings.ts';

/** What a phone shows only when it is asked for. */
export type Tools = 'filter' | 'toolbar' | undefined;

export interface PanelTopProps {
  readonly view: ViewControl;
  readonly doctor: DoctorState;
  /** Undefined: all services. */
  readonly service: Service | undefined;
  readonly loading: boolean;
  /** The worker does not record. */
  readonly unseen: boolean;
  readonly compact: boolean;
  readonly tools: Tools;
  /** Whether the filter is shown. */
  readonly filtering: boolean;
  onTools(tools: Tools): void;
  /** Undefined while there is nothing to report. */
  readonly onReport: (() => void) | undefined;
}

/** What the doctor says and, on a phone, the way to everything else. */
export function PanelTop(props: PanelTopProps): ReactElement {
  const { doctor, service, loading, unseen, compact, tools, filtering, onTools, onReport } = props;
  const { state, update } = props.view;
  const t = useStrings();
  const [open, setOpen] = useState(false);
  return (
    <div className="os-panel-top">
      <Boundary about={doctor.diagnosis}>
        <DoctorSummary
          doctor={doctor}
          service={service}
          loading={loading}
          unseen={unseen}
          compact={compact}
          open={open}
          chosen={chosenValues(state.filter, 'rule')[0]?.toUpperCase()}
          onOpen={setOpen}
          onSelect={(entry) => update({ entry })}
          onShow={(rule) =>
            update({ filter: withValues(state.filter, 'rule', rule === undefined ? [] : [rule]) }, true)
          }
        />
      </Boundary>
      <div className="os-panel-acts">
        {onReport && (
          <Button
            text
            icon="share"
            className={compact ? 'os-button os-main-action' : 'os-button'}
            label={compact ? t.shareProblem : t.reportProblem}
            aria-haspopup="dialog"
            onClick={onReport}
          />
        )}
        {compact && (
          <>
            <Button
              icon="filter"
              label={t.filter}
              aria-pressed={filtering}
              onClick={() => onTools(filtering ? undefined : 'filter')}
            />
            <Button
              icon="menu"
              label={t.tools}
              aria-pressed={tools === 'toolbar'}
              onClick={() => onTools(tools === 'toolbar' ? undefined : 'toolbar')}
            />
          </>
        )}
      </div>
    </div>
  );
}
