import type { ReactElement } from 'react';
import { BROKEN } from '../text/broken.ts';
import type { Strings } from '../text/strings.ts';

/** Shown instead of the viewer when it failed; plain, since its styles may be what failed. */
export function ViewerError({ strings }: { readonly strings: Partial<Strings> | undefined }): ReactElement {
  const { brokenTitle, brokenHint, reload } = { ...BROKEN, ...strings };
  return (
    <div role="alert">
      <h1>{brokenTitle}</h1>
      <p>{brokenHint}</p>
      <button type="button" onClick={() => location.reload()}>
        {reload}
      </button>
    </div>
  );
}
