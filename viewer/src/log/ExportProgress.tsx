import type { ReactElement } from 'react';
import { Button } from '../parts/Button.tsx';
import { NotLoaded } from '../parts/NotLoaded.tsx';
import type { ExportJob } from '../state/use-export.ts';
import { useStrings } from '../text/use-strings.ts';

/** A file that is being written, for as long as that takes. */
export function ExportProgress({ job }: { readonly job: ExportJob | undefined }): ReactElement | null {
  const t = useStrings();
  if (job?.retry) return <NotLoaded onRetry={job.retry} onClose={job.cancel} />;
  return job === undefined ? null : (
    <div className="os-notice" role="status">
      {t.saving}
      <progress value={job.progress} aria-label={t.saving} />
      <Button text label={t.cancel} onClick={job.cancel} />
    </div>
  );
}
