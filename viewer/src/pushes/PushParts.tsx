import type { ReactElement, ReactNode } from 'react';
import { Tabs } from '../parts/Tabs.tsx';
import type { PushView } from './push-view.ts';
import { usePushStrings } from './push-words.ts';

export interface PushPartsProps {
  readonly view: PushView;
  onView(patch: Partial<PushView>): void;
  readonly children: ReactNode;
}

/** What is below the funnel: the counts split by something, the pushes themselves, or what was found in them. */
export function PushParts({ view, onView, children }: PushPartsProps): ReactElement {
  const p = usePushStrings();
  return (
    <div className="os-push-parts">
      <Tabs
        label={p.parts}
        className="os-push-part"
        tabs={[
          { id: 'split', label: p.breakdown },
          { id: 'list', label: p.list },
          { id: 'findings', label: p.findings },
        ]}
        chosen={view.shown}
        onChoose={(shown) => onView({ shown: shown as PushView['shown'], push: undefined })}
      >
        {children}
      </Tabs>
    </div>
  );
}
