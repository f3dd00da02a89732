import type { Ingest } from '../ingest/ingest.ts';
import type { Store } from '../store/store.ts';

/** What the server keeps; an app that keeps everything has none. */
export interface Kept {
  readonly keepDays: number;
  readonly maxBytes: number;
}

/**
 * Counters in Prometheus' text format.
 * Source: https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export async function metricsText(
  ingest: Ingest,
  store: Store,
  kept?: Kept,
  pushes?: Readonly<Record<string, number>>,
): Promise<string> {
  const { counts } = ingest;
  // The counters are wanted most when the store is in trouble.
  const bytes = await store.size().catch(() => undefined);
  const funnel = await store.ledger.funnel({}, 'gone').catch(() => undefined);
  const dropped = Object.entries(counts.dropped).map(
    ([reason, count]) => [`{reason="${reason}"}`, count] as const,
  );
  const rejected = Object.entries(counts.rejected).map(
    ([reason, count]) => [`{reason="${reason}"}`, count] as const,
  );
  return [
    ...metric('offstage_requests_total', 'counter', 'Posts of reports', [['', counts.requests]]),
    ...metric('offstage_reports_received_total', 'counter', 'Reports in them', [['', counts.received]]),
    ...metric('offstage_reports_stored_total', 'counter', 'Reports made durable', [['', counts.stored]]),
    ...metric('offstage_reports_duplicate_total', 'counter', 'Reports sent again', [['', counts.duplicates]]),
    ...metric('offstage_reports_unstored_total', 'counter', 'Reports answered with 503', [
      ['', counts.unstored],
    ]),
    ...metric('offstage_reports_rejected_total', 'counter', 'What is no report, by reason', rejected),
    ...metric(
      'offstage_reports_dropped_total',
      'counter',
      'Reports acknowledged but not wanted, by reason',
      dropped,
    ),
    ...metric('offstage_store_bytes', 'gauge', 'Size of the store', bytes === undefined ? [] : [['', bytes]]),
    ...(funnel === undefined
      ? []
      : [
          ...metric(
            'offstage_ledger_pushes',
            'gauge',
            'Pushes that are kept, by what became of them',
            Object.entries(funnel.states).map(([state, count]) => [`{state="${state}"}`, count] as const),
          ),
          ...metric(
            'offstage_ledger_not_reporting',
            'gauge',
            'Pushes that were not refused, to devices that have never told anything',
            [['', funnel.notReporting]],
          ),
          ...metric(
            'offstage_ledger_gone',
            'gauge',
            'Pushes whose subscription is gone, by why',
            funnel.rows
              .filter(({ value, total }) => value !== '' && total > 0)
              .map(({ value, total }) => [`{reason="${value}"}`, total] as const),
          ),
          ...metric('offstage_ledger_outside', 'gauge', 'Pushes that devices told of and no sender', [
            ['', funnel.outside],
          ]),
        ]),
    ...(pushes === undefined
      ? []
      : metric(
          'offstage_pushes_total',
          'counter',
          'Test pushes, by what became of them',
          Object.entries(pushes).map(([result, count]) => [`{result="${result}"}`, count] as const),
        )),
    ...(kept === undefined
      ? []
      : [
          ...metric('offstage_retention_days', 'gauge', 'Days that reports are kept', [['', kept.keepDays]]),
          ...metric('offstage_retention_bytes', 'gauge', 'Bytes that the store may take', [
            ['', kept.maxBytes],
          ]),
        ]),
    '',
  ].join('\n');
}

function metric(
  name: string,
  type: 'counter' | 'gauge',
  help: string,
  samples: readonly (readonly [labels: string, value: number])[],
): string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...samples.map(([labels, value]) => `${name}${labels} ${value}`),
  ];
}
