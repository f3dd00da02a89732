import { type ReactElement, useState } from 'react';
import { useStrings } from '../text/use-strings.ts';
import { visibleText } from '../text/visible.ts';

/** Characters that are rendered at first: laying out a megabyte takes longer than anyone wants to wait for it. */
const LONGEST = 4000;

/** Text with nothing hidden in it; of a long one the beginning, and the rest on demand. */
export function LongText({ text }: { readonly text: string }): ReactElement {
  const t = useStrings();
  const [whole, setWhole] = useState(false);
  const cut = !whole && text.length > LONGEST;
  return (
    <>
      {visibleText(cut ? text.slice(0, LONGEST) : text)}
      {cut && (
        <button type="button" className="os-link" onClick={() => setWhole(true)}>
          {t.showMore(text.length - LONGEST)}
        </button>
      )}
    </>
  );
}
