import type { Finding } from '@offstage/sw-plugin/doctor';
import type { RecordedEvent } from '../kit/src/chromium/background-service-recorder.ts';
import type { PanelWords } from './doctor-case.ts';

/** One fault, in the words of the browser's panel and in the doctor's. */
export interface SideBySide {
  readonly fault: string;
  /** The event that the panel ends with. */
  readonly panel: string;
  /** The status that it gives there; null where it gives none. */
  readonly status: string | null;
  readonly doctor: string;
}

export function sideBySide(
  fault: string,
  { eventName }: PanelWords,
  said: readonly RecordedEvent[],
  finding: Finding,
): SideBySide {
  const last = said.findLast((event) => event.eventName === eventName);
  const status = last?.eventMetadata.find(({ key }) => key === 'Status')?.value ?? null;
  return {
    fault,
    panel: last?.eventName ?? '',
    status,
    doctor: `${finding.rule} ${finding.severity}: ${finding.title}`,
  };
}
