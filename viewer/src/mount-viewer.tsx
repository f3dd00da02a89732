import { createRoot } from 'react-dom/client';
import { Viewer } from './Viewer.tsx';
import type { ViewerOptions } from './viewer-options.ts';

/**
 * Mounts the viewer into an element of a page that has no React of its own. Returns its undo.
 *
 * @example const unmount = mountViewer(document.querySelector('#viewer'), { basename: '/viewer' })
 */
export function mountViewer(element: Element, options: ViewerOptions = {}): () => void {
  const root = createRoot(element);
  root.render(<Viewer {...options} />);
  return () => root.unmount();
}
