/**
 * What lies on each other of what can be pressed, what is cut, and what leaves the window, as short texts. Runs in the page.
 */
export function layoutFaults(): string[] {
  const root = document.querySelector('[data-offstage-viewer]')?.shadowRoot as ShadowRoot;
  const found: string[] = [];
  const nameOf = (element: Element): string =>
    element.getAttribute('aria-label') ?? (element.textContent ?? '').slice(0, 40);
  // A sheet covers what is below it; what counts then is the sheet.
  const sheet = root.querySelector('.os-split[data-sheet] .os-split-second');
  const seen = [
    ...root.querySelectorAll<HTMLElement>('button, input, select, a, output, [role=slider], h1, h2'),
  ].filter(
    (one) =>
      one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      getComputedStyle(one).clipPath === 'none' &&
      (sheet === null || sheet.contains(one)) &&
      !one.closest('.os-brush-handle, .os-rows, .os-json-copy') &&
      !one.matches('[role=slider]'),
  );
  // What is scrolled out of sight inside its own box lies under nothing.
  const shown = seen.flatMap((element) => {
    let { left, right, top, bottom } = element.getBoundingClientRect();
    for (let box = element.parentElement; box; box = box.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(box);
      const edge = box.getBoundingClientRect();
      if (overflowX !== 'visible') [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
      if (overflowY !== 'visible') [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    }
    return right - left > 1 && bottom - top > 1 ? [{ element, left, right, top, bottom }] : [];
  });
  for (const [index, a] of shown.entries()) {
    for (const b of shown.slice(index + 1)) {
      if (a.element.contains(b.element) || b.element.contains(a.element)) continue;
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 1.5 && high > 1.5)
        found.push(
          `${nameOf(a.element)} lies on ${nameOf(b.element)}: ${Math.round(wide)} × ${Math.round(high)}`,
        );
    }
    if (a.right > innerWidth + 1 || a.left < -1) found.push(`${nameOf(a.element)} leaves the window`);
  }
  // A text that is cut must be readable some other way: a tooltip, a name, its own scroll bar, the details.
  for (const one of root.querySelectorAll<HTMLElement>(
    'button span, .os-panel-name, .os-filter-count, .os-source-state, h1, h2, label',
  )) {
    if (!one.checkVisibility() || one.closest('.os-rows') || getComputedStyle(one).clipPath !== 'none')
      continue;
    const cut =
      one.scrollWidth > one.clientWidth + 1 &&
      one.clientWidth > 0 &&
      getComputedStyle(one).overflowX !== 'visible';
    const said =
      one.closest('[title]') !== null ||
      one.closest('[aria-label]')?.matches('button') ||
      one.closest('.os-source-state');
    if (cut && !said) found.push(`${nameOf(one)} is cut`);
  }
  for (const one of root.querySelectorAll('.os-broken, .os-row')) {
    if (one.matches('.os-broken') || (one.textContent ?? '').startsWith('⚠'))
      found.push(`${nameOf(one)} is broken`);
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page is wider than the window');
  return found;
}
