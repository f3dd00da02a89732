import type { ReactElement } from 'react';
import { REPORT_CASES } from '../../reports/report-cases.ts';
import { ReportCard } from './report-card.tsx';
import './reports-page.css';

const secure = location.protocol === 'https:';

const OVER_HTTPS =
  'This page came over https: the browser posts every kind of report that it has to this server.';
const OVER_HTTP =
  'This page came over http: the browser posts only CSP reports to report-uri. Reporting API posts need https:';

export function ReportsPage(): ReactElement {
  return (
    <main className="page wide">
      <h1>Reports</h1>
      <p className="banner" data-secure={secure}>
        {secure ? OVER_HTTPS : OVER_HTTP} {!secure && <code>npx pnpm@12 start --https</code>}
      </p>
      <div className="cards">
        {REPORT_CASES.map((it) => (
          <ReportCard key={it.kind} case={it} />
        ))}
      </div>
    </main>
  );
}
