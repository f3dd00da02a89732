import { type ReactElement, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { adoptStyles } from './adopt-styles.ts';

export interface IsolatedProps {
  /** `shadow`: an open shadow root that no style of the page can reach. `none`: the page's own tree. */
  readonly isolate: 'shadow' | 'none';
  /** The style sheet of what is inside. */
  readonly styles: string;
  readonly children: ReactNode;
}

/** Where the viewer's elements live. The context of the page's React tree reaches into it. */
export function Isolated({ isolate, styles, children }: IsolatedProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const [root, setRoot] = useState<ShadowRoot>();

  useLayoutEffect(() => {
    const element = host.current as HTMLDivElement;
    if (isolate === 'none') return adoptStyles(document, styles);
    const shadow = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const undo = adoptStyles(shadow, styles);
    setRoot(shadow);
    return undo;
  }, [isolate, styles]);

  return (
    <div ref={host} data-offstage-viewer="">
      {isolate === 'none' ? children : root && createPortal(children, root)}
    </div>
  );
}
