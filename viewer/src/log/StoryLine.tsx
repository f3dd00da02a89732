import type { ReactElement } from 'react';
import type { Story } from '../model/story/story.ts';
import { stationWords } from '../text/station-words.ts';
import { useStrings } from '../text/use-strings.ts';

/** A story in the height of a line: a mark for each station. */
export function StoryLine({ story }: { readonly story: Story }): ReactElement {
  const t = useStrings();
  const words = story
    .map((station) => `${stationWords(station, t)}: ${t.stationState[station.state]}`)
    .join(' → ');
  return (
    <span className="os-story-line" role="img" aria-label={words} title={words}>
      {story.map(({ state }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a station is its place in the story
        <span key={index} data-state={state} />
      ))}
    </span>
  );
}
