import type { ReactElement } from 'react';
import { Button } from '../parts/Button.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { useStrings } from '../text/use-strings.ts';
import type { PushView } from './push-view.ts';
import { usePushStrings } from './push-words.ts';

export interface NoPushesProps {
  readonly view: PushView;
  /** Of the server; undefined: the page's own. */
  readonly url: string | undefined;
  onView(patch: Partial<PushView>): void;
}

/** No push at all, or none in this time and with these filters; and what to do about either. */
export function NoPushes({ view, url = location.origin, onView }: NoPushesProps): ReactElement {
  const t = useStrings();
  const p = usePushStrings();
  if (view.last !== 'all' || Object.keys(view.filter).length > 0) {
    return (
      <EmptyState title={p.nothingThen}>
        <Button
          text
          className="os-button os-primary"
          label={p.allTime}
          onClick={() => onView({ filter: {}, last: 'all', range: undefined })}
        />
      </EmptyState>
    );
  }
  const code = `const send = withLedger(webPush.sendNotification, { url: '${url}/api/sends', token, salt: vapidPublicKey });`;
  return (
    <EmptyState title={p.nothing} hint={p.nothingHint}>
      <p className="os-empty-code">
        <code>{code}</code> <CopyButton label={t.copyCode} text={() => code} />
      </p>
    </EmptyState>
  );
}
