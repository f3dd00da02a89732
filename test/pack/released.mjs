/**
 * The changelog with what is unreleased under a version of its own, and an empty "Unreleased" before it.
 *
 * @param {string} text
 * @param {string} version
 * @param {string} date ISO date
 */
export function released(text, version, date) {
  const heading = '## Unreleased\n';
  if (!text.includes(heading))
    throw new Error('NO_UNRELEASED: CHANGELOG.md has no "## Unreleased". Add one.');
  return text.replace(heading, `${heading}\n## ${version} (${date})\n`);
}
