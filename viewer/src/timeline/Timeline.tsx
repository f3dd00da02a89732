import { CATALOGUE, SERVICES } from '@offstage/sw-plugin/log';
import { memo, type NamedExoticComponent, type ReactElement, useState } from 'react';
import type { ScanResult } from '../filter/scan.ts';
import { STANDINGS } from '../model/lifetime.ts';
import type { LogModel } from '../model/log-model.ts';
import type { Missing } from '../model/recording-holes.ts';
import { Button } from '../parts/Button.tsx';
import { Menu } from '../parts/Menu.tsx';
import { opened } from '../parts/opened.tsx';
import { sameData } from '../shell/same-data.ts';
import { readSetting, writeSetting } from '../shell/settings.ts';
import { formatNumber, formatTimestamp } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import type { BucketTableProps } from './BucketTable.tsx';
import { Histogram } from './Histogram.tsx';
import { Lanes } from './Lanes.tsx';
import { missingWords } from './missing-words.ts';
import type { Range } from './range.ts';

const BucketTable = opened<BucketTableProps>(async () => {
  const part = await import('./BucketTable.tsx');
  return [part.BucketTable, part.STYLES];
});

export interface TimelineProps {
  readonly model: LogModel;
  readonly result: ScanResult;
  readonly extent: Range;
  readonly range: Range | undefined;
  readonly stackBy: 'service' | 'outcome';
  /** Rows stand for whole lifetimes. */
  readonly lifetimes: boolean;
  /** One service only: there is nothing to choose. */
  readonly single: boolean;
  /** Values of `stackBy` that the filter asks for, lower-case. */
  readonly chosen: readonly string[];
  readonly zoomed: boolean;
  /** What the log cannot tell, of the services that are shown. */
  readonly missing: Missing;
  readonly compact: boolean;
  onRange(range: Range | undefined): void;
  /** Undefined shows all of the log again. */
  onExtent(extent: Range | undefined): void;
  onStackBy(stackBy: 'service' | 'outcome'): void;
  /** Puts a value into the filter, or takes it away. */
  onChoose(key: 'service' | 'outcome', value: string): void;
  onSelect(position: number): void;
}

/** Milliseconds. */
const LAST = [
  [5 * 60_000, 'minutes'],
  [60 * 60_000, 'hour'],
  [3 * 24 * 60 * 60_000, 'days'],
] as const;

/** When it happened: bars, lanes, and the range that filters everything. */
export const Timeline: NamedExoticComponent<TimelineProps> = memo(BarsAndLanes, sameData);

function BarsAndLanes(props: TimelineProps): ReactElement {
  const { model, result, extent, range, stackBy, zoomed, missing, onRange, onExtent, onStackBy } = props;
  const t = useStrings();
  const [lanes, setLanes] = useState(() => readSetting('lanes', false));
  const [table, setTable] = useState(false);
  const colors = stackBy === 'service' ? SERVICES : STANDINGS.map((one) => one || 'moment');
  const values: readonly string[] = stackBy === 'service' ? SERVICES : STANDINGS;
  const names =
    stackBy === 'service'
      ? SERVICES.map((one) => CATALOGUE[one].title)
      : STANDINGS.map((one) => t.standing[one]);
  const zoom = (factor: number, around: number): void => {
    const width = Math.max(1, (extent[1] - extent[0]) * factor);
    const before = ((around - extent[0]) / (extent[1] - extent[0])) * width;
    const next: Range = [
      Math.max(model.earliest, around - before),
      Math.min(model.latest + 1, around - before + width),
    ];
    onExtent(next[1] - next[0] >= model.latest - model.earliest ? undefined : next);
  };
  const bars = result.counts[0]?.length ?? 1;
  const without = missingWords(missing, extent[0], extent[1], t, (extent[1] - extent[0]) / bars);
  return (
    <section className="os-timeline" aria-label={t.timeline}>
      <div className="os-timeline-bar" data-choice={!props.single || undefined}>
        {!props.single && (
          <fieldset className="os-choice" aria-label={t.stackBy}>
            <Button
              text
              label={t.byService}
              aria-pressed={stackBy === 'service'}
              onClick={() => onStackBy('service')}
            />
            <Button
              text
              label={t.byOutcome}
              aria-pressed={stackBy === 'outcome'}
              onClick={() => onStackBy('outcome')}
            />
          </fieldset>
        )}
        <ul className="os-legend" aria-label={t.timeline}>
          {names.map((name, index) => {
            const count = (result.counts[index] ?? []).reduce((sum, one) => sum + one, 0);
            return count === 0 ? null : (
              <li key={name}>
                <button
                  type="button"
                  className="os-legend-item"
                  aria-pressed={props.chosen.includes((values[index] ?? '').toLowerCase())}
                  onClick={() => props.onChoose(stackBy, values[index] ?? '')}
                >
                  <span className="os-swatch" data-color={colors[index]} aria-hidden="true" />
                  {name} <span className="os-quiet">{formatNumber(count)}</span>
                </button>
              </li>
            );
          })}
          {without !== '' && (
            <li className="os-legend-hole" title={without}>
              <span className="os-swatch os-hole" aria-hidden="true" /> {t.notRecorded}
            </li>
          )}
        </ul>
        <span className="os-timeline-actions">
          {range && (
            <Button
              text
              icon="close"
              label={t.rangeOf(formatTimestamp(range[0]), formatTimestamp(range[1]))}
              aria-description={t.clearRange}
              onClick={() => onRange(undefined)}
            />
          )}
          {range && <Button icon="zoom" label={t.zoomIn} onClick={() => onExtent(range)} />}
          <Menu
            icon="zoom"
            label={t.zoomLast}
            items={LAST.map(([span, id]) => ({
              id,
              label: t.last[id],
              run: () => onExtent([model.latest - span, model.latest + 1]),
            }))}
          />
          {zoomed && <Button text label={t.zoomOut} onClick={() => onExtent(undefined)} />}
          <Button text label={t.asTable} aria-pressed={table} onClick={() => setTable(!table)} />
          <Button
            text
            label={t.lanes}
            aria-pressed={lanes}
            onClick={() => {
              writeSetting('lanes', !lanes);
              setLanes(!lanes);
            }}
          />
        </span>
      </div>
      {table ? (
        <BucketTable counts={result.counts} names={names} extent={extent} missing={missing} />
      ) : (
        <Histogram
          counts={result.counts}
          failures={result.failures}
          capped={stackBy === 'service'}
          names={names}
          colors={colors}
          extent={extent}
          range={range}
          missing={missing}
          compact={props.compact}
          onRange={onRange}
          onZoom={zoom}
        />
      )}
      {lanes && (
        <Lanes
          model={model}
          rows={result.rows}
          lifetimes={props.lifetimes}
          extent={extent}
          range={range}
          holes={missing.holes}
          version={model.version}
          onSelect={props.onSelect}
          onZoomTo={onExtent}
        />
      )}
    </section>
  );
}
