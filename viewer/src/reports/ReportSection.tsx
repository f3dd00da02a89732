import type { Entry } from '@offstage/sw-plugin/log';
import type { ReactElement } from 'react';
import { placeOf, problemOf } from '../model/problem-of.ts';
import { reportOf } from '../model/report-of.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { JsonTree } from '../parts/JsonTree.tsx';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine, visibleText } from '../text/visible.ts';
import { crashContextOf } from './crash-context.ts';
import { policyAdvice } from './policy-advice.ts';

/** What a report says, and for CSP what would allow it, or why better not. */
export function ReportSection({ entry }: { readonly entry: Entry }): ReactElement | null {
  const t = useStrings();
  const report = reportOf(entry);
  if (report === undefined) return null;
  const advice = policyAdvice(report);
  const place = placeOf(report.body);
  const context = crashContextOf(report);
  return (
    <>
      <section>
        <h3>{t.reportBody}</h3>
        <p className="os-report-problem">{visibleText(problemOf(report))}</p>
        {place !== '' && <p className="os-quiet os-report-place">{visibleText(place)}</p>}
        <JsonTree key={entry.id} label={t.reportBody} value={report.body} />
      </section>
      {context.length > 0 && (
        <section>
          <h3>{t.crashContext}</h3>
          <dl className="os-metadata">
            {context.map(([key, value]) => (
              <div key={key}>
                <dt>{visibleLine(key, 100)}</dt>
                <dd>{visibleLine(value)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {advice && (
        <section>
          <h3>{advice.line === undefined ? t.policyAdvice : t.policyFix}</h3>
          {advice.line !== undefined && (
            <p className="os-report-line">
              <code>{visibleText(advice.line)}</code>
              <CopyButton label={t.copyValue} text={() => advice.line ?? ''} />
            </p>
          )}
          <p className="os-quiet">{t.advice[advice.advice]}</p>
        </section>
      )}
    </>
  );
}
