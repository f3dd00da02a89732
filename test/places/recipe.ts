import { type Block, readDocuments } from '../docs/read-documents.ts';

/** The document whose blocks are played. */
const PLACES = 'server/places/README.md';

/**
 * A recipe as the document has it: the first block in `language` below the heading `title`, each key of `given` replaced by
 * its value. Throws where one does not occur, so that no recipe is played with what it was meant to be played without.
 */
export function recipe(
  title: string,
  language: string,
  given: Readonly<Record<string, string>>,
  /** Of several in this language. */
  which = 0,
): string {
  const document = readDocuments().find(({ path }) => path === PLACES);
  const line = document?.text
    .split('\n')
    .findIndex((text) => /^#+ /.test(text) && text.endsWith(` ${title}`));
  const block = document?.blocks.filter(
    (one) => one.language === language && line !== undefined && line >= 0 && lineOf(one) > line,
  )[which];
  if (block === undefined) throw new Error(`NO_RECIPE: ${PLACES} has no ${language} below "${title}".`);
  let { code } = block;
  for (const [from, to] of Object.entries(given)) {
    if (!code.includes(from)) throw new Error(`NO_PLACE: "${from}" is not in the recipe "${title}".`);
    code = code.replaceAll(from, to);
  }
  return code;
}

function lineOf({ place }: Block): number {
  return Number(place.slice(place.lastIndexOf(':') + 1));
}
