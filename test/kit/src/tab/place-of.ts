/** In the page: the middle of the first element that fits, in CSS pixels of the window; null while there is none. */
export function placeOf(selector: string): { readonly x: number; readonly y: number } | null {
  const element = document.querySelector(selector);
  if (element === null) return null;
  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const { left, top, width, height } = element.getBoundingClientRect();
  return width === 0 || height === 0 ? null : { x: left + width / 2, y: top + height / 2 };
}
