import { key } from '../texts/index.ts';

/** Keys that hold in one part of the window, where its own code answers them. For the sheet; words for `t`. */

export interface PlaceKeys {
  place: string;
  rows: readonly { keys: readonly string[]; words: string }[];
}

export const placeKeys: readonly PlaceKeys[] = [
  {
    place: key('While writing'),
    rows: [
      { keys: ['Mod+Enter'], words: key('Generate') },
      { keys: ['['], words: key('Camera moves') },
    ],
  },
  {
    place: key('Among the clips'),
    rows: [
      { keys: ['↑', '↓', '←', '→'], words: key('Go to another clip') },
      { keys: ['Enter'], words: key('Open the clip') },
      { keys: ['Space'], words: key('Play the clip where it is') },
      { keys: ['Shift+↑', 'Shift+↓'], words: key('Choose a row of clips') },
      { keys: ['Mod+Space'], words: key('Choose one more clip') },
      { keys: ['Mod+A'], words: key('Select all clips') },
      { keys: ['A–Z'], words: key('Go to a clip by its first letters') },
      { keys: ['Esc'], words: key('Close the clip') },
    ],
  },
  {
    place: key('In the player'),
    rows: [
      { keys: [','], words: key('Previous frame') },
      { keys: ['.'], words: key('Next frame') },
      { keys: ['←', '→'], words: key('Move along the clip') },
    ],
  },
  {
    place: key('While reviewing takes'),
    rows: [
      { keys: ['1', '2', '3', '4'], words: key('Keep a take') },
      { keys: ['Shift+1', 'Shift+2', 'Shift+3', 'Shift+4'], words: key('Cut a take') },
      { keys: ['Space'], words: key('Play all together') },
      { keys: [',', '.'], words: key('One frame back, one frame on') },
      { keys: ['N'], words: key('Next group') },
      { keys: ['Esc'], words: key('Leave the review') },
    ],
  },
];
