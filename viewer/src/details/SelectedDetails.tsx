import type { ReactElement } from 'react';
import type { DoctorState } from '../doctor/use-doctor.ts';
import type { LogModel } from '../model/log-model.ts';
import { Boundary } from '../parts/Boundary.tsx';
import { Button } from '../parts/Button.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import jsonTree from '../parts/JsonTree.css?inline';
import report from '../reports/ReportSection.css?inline';
import { ReportSection } from '../reports/ReportSection.tsx';
import { useStrings } from '../text/use-strings.ts';
import details from './Details.css?inline';
import { Details, type DetailsProps } from './Details.tsx';

/** The style sheets that it needs. */
export const STYLES: readonly string[] = [details, jsonTree, report];

export interface SelectedDetailsProps extends Omit<DetailsProps, 'at' | 'findings' | 'children'> {
  readonly model: LogModel;
  /** Position of the entry that the address names; undefined when the log no longer has it. */
  readonly selected: number | undefined;
  /** Its id. */
  readonly wanted: string | undefined;
  readonly doctor: DoctorState;
}

/** The details of the chosen entry, or that it is gone. */
export function SelectedDetails({ selected, wanted, doctor, ...rest }: SelectedDetailsProps): ReactElement {
  const t = useStrings();
  if (selected === undefined) {
    // Ids begin with the start of the worker, or the load of the page, that wrote them.
    const boot = wanted?.slice(0, Math.max(0, wanted.lastIndexOf('-'))) ?? '';
    const here = rest.model.boots.has(boot);
    return (
      <EmptyState title={here ? t.goneTitle : t.elsewhereTitle} hint={here ? t.goneHint : t.elsewhereHint}>
        <Button text label={t.close} onClick={rest.onClose} />
      </EmptyState>
    );
  }
  const entry = rest.model.entry(selected);
  return (
    <Boundary about={entry} entry={entry.id}>
      <Details {...rest} at={selected} findings={doctor.of(entry.id)}>
        {entry.detail.report !== undefined && <ReportSection entry={entry} />}
      </Details>
    </Boundary>
  );
}
