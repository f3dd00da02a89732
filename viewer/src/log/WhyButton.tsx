import type { Service } from '@offstage/sw-plugin/log';
import { type ReactElement, useState } from 'react';
import { type AskedService, askedServiceOf } from '../model/why/asked-service.ts';
import { Boundary } from '../parts/Boundary.tsx';
import { Button } from '../parts/Button.tsx';
import { opened } from '../parts/opened.tsx';
import { useStrings } from '../text/use-strings.ts';
import type { WhyDialogProps } from '../why/WhyDialog.tsx';

const WhyDialog = opened<WhyDialogProps>(async () => (await import('../why/WhyDialog.tsx')).WhyDialog);

export interface WhyButtonProps extends Omit<WhyDialogProps, 'service' | 'onClose' | 'recording'> {
  /** Of the panel; undefined: all services. */
  readonly service: Service | undefined;
  readonly recording: Readonly<Record<Service, { readonly recording: boolean }>> | undefined;
  readonly compact: boolean;
}

/** "Why did my push not show?"; nothing where a panel has no such question. */
export function WhyButton({
  service: panel,
  recording,
  compact,
  ...asked
}: WhyButtonProps): ReactElement | null {
  const t = useStrings();
  const [open, setOpen] = useState(false);
  const service: AskedService | undefined = askedServiceOf(panel);
  if (service === undefined) return null;
  const close = (): void => setOpen(false);
  return (
    <span className="os-why-button">
      <Button
        text
        label={compact ? t.whyShort : t.whyNot[service]}
        title={t.whyNot[service]}
        onClick={() => setOpen(true)}
      />
      {open && (
        <Boundary about={service}>
          <WhyDialog
            {...asked}
            service={service}
            recording={recording?.[service].recording}
            onSelect={(position) => {
              close();
              asked.onSelect(position);
            }}
            onClose={close}
          />
        </Boundary>
      )}
    </span>
  );
}
