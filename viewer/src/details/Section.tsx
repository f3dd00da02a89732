import type { ReactElement, ReactNode } from 'react';

export interface SectionProps {
  readonly title: string;
  /** Takes the whole width. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A part of the details with its heading. */
export function Section({ title, wide = false, children }: SectionProps): ReactElement {
  return (
    <section data-wide={wide || undefined}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
