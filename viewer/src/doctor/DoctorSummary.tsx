import type { Severity } from '@offstage/sw-plugin/doctor';
import type { ReactElement, ReactNode } from 'react';
import { Button } from '../parts/Button.tsx';
import { Mark } from '../parts/Mark.tsx';
import { formatNumber } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { FindingCard } from './FindingCard.tsx';
import { FindingStrip } from './FindingStrip.tsx';
import { bySeverity, type DoctorState } from './use-doctor.ts';

export interface DoctorSummaryProps {
  readonly doctor: DoctorState;
  /** Only findings of this service; undefined for all. */
  readonly service: string | undefined;
  /** More of the log is on its way. */
  readonly loading: boolean;
  /** The worker does not record. */
  readonly unseen: boolean;
  /** As cards, where there is little room. */
  readonly compact: boolean;
  readonly open: boolean;
  /** Rule whose rows are shown. */
  readonly chosen: string | undefined;
  onOpen(open: boolean): void;
  /** Opens the entry with this id. */
  onSelect(id: string): void;
  onShow(rule: string | undefined): void;
  /** What stands below the line. @param limits whether there is room for what no log can tell */
  children(limits: boolean): ReactNode;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** What the doctor found, in one line that opens. */
export function DoctorSummary(props: DoctorSummaryProps): ReactElement {
  const { doctor, service, open, chosen } = props;
  const t = useStrings();
  const { diagnosis } = doctor;
  const all = bySeverity(diagnosis?.findings ?? []);
  const findings = service === undefined ? all : all.filter((one) => one.service === service);
  const counts = SEVERITIES.map((severity) => ({
    severity,
    count: findings.filter((one) => one.severity === severity).length,
  })).filter(({ count }) => count > 0);
  return (
    <section className="os-doctor" aria-label={t.doctor}>
      <div className="os-doctor-line">
        <span className="os-doctor-name">{t.doctor}</span>
        {doctor.failed !== undefined ||
        diagnosis === undefined ||
        (props.loading && findings.length === 0) ? (
          <span className="os-quiet">
            {doctor.failed === undefined ? t.doctorWorking : t.doctorFailed(doctor.failed)}
          </span>
        ) : findings.length === 0 && (diagnosis.unchecked || service === 'reporting') ? (
          <span className="os-quiet">
            {diagnosis.checked === 0 ? t.doctorUnchecked : t.doctorNoRule(diagnosis.rules)}
          </span>
        ) : findings.length === 0 && props.unseen ? (
          <span className="os-quiet">{t.doctorUnseen}</span>
        ) : findings.length === 0 ? (
          <span className="os-doctor-clean">
            ✓ {t.doctorClean}
            {diagnosis.checked > 0 && (
              <span className="os-quiet"> · {t.doctorChecked(diagnosis.rules, diagnosis.checked)}</span>
            )}
          </span>
        ) : (
          <>
            {counts.map(({ severity, count }) => (
              <span key={severity} className="os-doctor-count">
                <Mark severity={severity} />{' '}
                <span title={t.findingCount[severity](count)}>
                  {props.compact ? formatNumber(count) : t.findingCount[severity](count)}
                </span>
              </span>
            ))}
            {!open && !props.compact && <span className="os-doctor-first">{findings[0]?.title}</span>}
          </>
        )}
        {findings.length > 0 && (
          <Button
            text={!props.compact}
            icon={open ? 'up' : 'down'}
            label={open ? t.hideFindings : t.showFindings}
            aria-expanded={open}
            onClick={() => props.onOpen(!open)}
          />
        )}
      </div>
      {props.children(service !== 'reporting' && (open || findings.length === 0))}
      {!open && props.compact && findings.length > 0 && (
        <FindingStrip findings={findings} onSelect={props.onSelect} />
      )}
      {open && findings.length > 0 && (
        <ul className="os-findings" aria-label={t.findings}>
          {findings.map((finding) => (
            <FindingCard
              key={`${finding.rule} ${finding.scope} ${finding.instanceId ?? ''} ${finding.span ?? ''}`}
              finding={finding}
              chosen={chosen === finding.rule}
              onShow={() => props.onShow(chosen === finding.rule ? undefined : finding.rule)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
