import { offered, type OfferName } from '../store/commands.ts';
import { key, t } from '../texts/index.ts';
import { ImageDown, ImagePlay, Play } from '../ui/icons.ts';
import type { Command } from './command.ts';

const acts: readonly { name: OfferName; title: string; glyph: NonNullable<Command['glyph']> }[] = [
  { name: 'play', title: key('Play or pause'), glyph: Play },
  { name: 'save-frame', title: key('Save frame'), glyph: ImageDown },
  { name: 'start-from-frame', title: key('Use this frame as first frame'), glyph: ImagePlay },
  { name: 'play-chain', title: key('Play chain'), glyph: Play },
];

/** What the player that is on screen can do. */
export function playerCommands(): Command[] {
  return acts.flatMap(({ name, title, glyph }) => {
    const run = offered(name);
    return run === undefined ? [] : [{ id: name, group: t('In the player'), title: t(title), glyph, run }];
  });
}
