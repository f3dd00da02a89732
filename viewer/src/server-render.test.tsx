// @vitest-environment node
import { renderToString } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { expect, test } from 'vitest';
import { LoadedViewer } from './LoadedViewer.tsx';
import { sampleSource } from './samples/sample-source.ts';

test.each(['none', 'shadow'] as const)(
  'a server that renders the app renders the viewer too: %s',
  (isolate) => {
    expect(typeof document).toBe('undefined');
    const html = renderToString(
      <MemoryRouter initialEntries={['/viewer']}>
        <LoadedViewer sources={[sampleSource([])]} isolate={isolate} />
      </MemoryRouter>,
    );
    expect(html).toContain('data-offstage-viewer');
    if (isolate === 'none') expect(html).toContain('os-sidebar');
  },
);
