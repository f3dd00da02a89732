import type { Service } from '@offstage/sw-plugin/log';
import type { ReactElement } from 'react';
import { askedServiceOf } from '../model/why/asked-service.ts';
import { Boundary } from '../parts/Boundary.tsx';
import { opened } from '../parts/opened.tsx';
import type { WhyDialogProps } from '../why/WhyDialog.tsx';

const WhyDialog = opened<WhyDialogProps>(async () => {
  const part = await import('../why/WhyDialog.tsx');
  return [part.WhyDialog, part.STYLES];
});

export interface PanelWhyProps extends Omit<WhyDialogProps, 'service' | 'recording'> {
  /** Of the panel; undefined: all services. */
  readonly service: Service | undefined;
  readonly recording: Readonly<Record<Service, { readonly recording: boolean }>> | undefined;
}

/** The check-list of a panel. Stands beside what leads to it: that goes when the first entries come. */
export function PanelWhy({ service: panel, recording, ...asked }: PanelWhyProps): ReactElement | null {
  const service = askedServiceOf(panel);
  if (service === undefined) return null;
  return (
    <Boundary about={service}>
      <WhyDialog
        {...asked}
        service={service}
        recording={recording?.[service].recording}
        onSelect={(position) => {
          asked.onClose();
          asked.onSelect(position);
        }}
      />
    </Boundary>
  );
}
