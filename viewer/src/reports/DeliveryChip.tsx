import type { Entry } from '@offstage/sw-plugin/log';
import type { ReactElement } from 'react';
import { receivedOf } from '../model/report-of.ts';
import { formatDuration } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import type { Delivery } from './delivery.ts';

/** Milliseconds. */
const AT_ONCE = 50;

export interface DeliveryChipProps {
  readonly entry: Entry;
  readonly delivery: Delivery | undefined;
}

/** Whether the server has it, and how long that took. */
export function DeliveryChip({ entry, delivery }: DeliveryChipProps): ReactElement {
  const t = useStrings();
  const received = receivedOf(entry);
  const delay = delivery?.delay ?? (received === undefined ? undefined : received.received - entry.time);
  if (delay === undefined) {
    return (
      <span className="os-standing" data-tone="" title={t.delivery.observedHint}>
        <span aria-hidden="true" className="os-standing-sign">
          ○
        </span>
        {t.delivery.observed}
      </span>
    );
  }
  // Less is noise of two clocks.
  const took = delay < AT_ONCE ? undefined : formatDuration(delay);
  return (
    <span className="os-standing" data-tone="ok">
      <span aria-hidden="true" className="os-standing-sign">
        ✓
      </span>
      {delivery === undefined ? t.delivery.received(took) : t.delivery.delivered(took)}
    </span>
  );
}
