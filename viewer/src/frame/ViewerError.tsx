import type { ReactElement } from 'react';
import { useStrings } from '../text/use-strings.ts';

/** Shown instead of the viewer when it failed; plain, since its styles may be what failed. */
export function ViewerError(): ReactElement {
  const t = useStrings();
  return (
    <div role="alert">
      <h1>{t.brokenTitle}</h1>
      <p>{t.brokenHint}</p>
      <button type="button" onClick={() => location.reload()}>
        {t.reload}
      </button>
    </div>
  );
}
