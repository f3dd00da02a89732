import { visibleLine, visibleText } from '../text/visible.ts';

const NAMES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => NAMES[sign] as string);

/** A stranger's text on one line, as text of an HTML document or value of an attribute in quotes. */
export const htmlLine = (text: string, limit?: number): string => escaped(visibleLine(text, limit));

/** The same for a block, with its line breaks. */
export const htmlBlock = (text: string, limit = 4000): string =>
  escaped(visibleText(text.length > limit ? `${text.slice(0, limit)}…` : text));

/** JSON without a sign that HTML knows: what stands in a `<pre>` is the line itself. */
export const jsonInHtml = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
