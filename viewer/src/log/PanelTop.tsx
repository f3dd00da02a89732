import type { Service } from '@offstage/sw-plugin/log';
import type { ReactElement } from 'react';
import { useState } from 'react';
import { DoctorSummary } from '../doctor/DoctorSummary.tsx';
import type { DoctorState } from '../doctor/use-doctor.ts';
import { chosenValues, withValues } from '../filter/edit.ts';
import type { LogModel } from '../model/log-model.ts';
import { Boundary } from '../parts/Boundary.tsx';
import { Button } from '../parts/Button.tsx';
import { opened } from '../parts/opened.tsx';
import type { SourceState } from '../sources/source.ts';
import { isUnseen } from '../sources/trouble-of.ts';
import type { ViewControl } from '../state/use-view-state.ts';
import { useStrings } from '../text/use-strings.ts';
import type { DoctorScopeProps } from './DoctorScope.tsx';

const DoctorScope = opened<DoctorScopeProps>(async () => {
  const part = await import('./DoctorScope.tsx');
  return [part.DoctorScope, part.STYLES];
});

/** What a phone shows only when it is asked for. */
export type Tools = 'filter' | 'toolbar' | undefined;

export interface PanelTopProps {
  readonly view: ViewControl;
  readonly doctor: DoctorState;
  /** Undefined: all services. */
  readonly service: Service | undefined;
  readonly model: LogModel;
  readonly sourceState: SourceState;
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
  const { doctor, service, model, sourceState, compact, tools, filtering, onTools, onReport } = props;
  const { state, update } = props.view;
  const t = useStrings();
  const [open, setOpen] = useState(false);
  return (
    <div className="os-panel-top">
      <Boundary about={doctor.diagnosis}>
        <DoctorSummary
          doctor={doctor}
          service={service}
          loading={sourceState.phase === 'loading'}
          unseen={isUnseen(sourceState)}
          compact={compact}
          open={open}
          chosen={chosenValues(state.filter, 'rule')[0]?.toUpperCase()}
          onOpen={setOpen}
          onSelect={(entry) => update({ entry })}
          onShow={(rule) =>
            update({ filter: withValues(state.filter, 'rule', rule === undefined ? [] : [rule]) }, true)
          }
        >
          {(limits) => (
            <DoctorScope
              model={model}
              sourceState={sourceState}
              doctor={doctor}
              filter={state.filter}
              limits={limits}
              onFilter={(filter) => update({ filter }, true)}
            />
          )}
        </DoctorSummary>
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
