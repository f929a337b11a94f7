/**
 * What lies on what in the window. A ground is written as layers from the eye down: `fill-hover on surface-3` is the tone of
 * a hovered row of a menu. Names are those of tokens.css.
 */
export interface Pairs {
  /** Where this is seen. */
  where: string;
  /** The colours of texts or shapes. */
  inks: readonly string[];
  grounds: readonly string[];
}

const surfaces = ['surface-0', 'surface-1', 'surface-2', 'surface-3', 'surface-well'] as const;
const answering = surfaces.flatMap((surface) => [`fill-hover on ${surface}`, `fill-press on ${surface}`]);
const states = ['queued', 'sending', 'waiting', 'generating', 'downloading', 'done', 'failed', 'canceled', 'attention'];
const softs = ['soft-failed', 'soft-attention', 'soft-done', 'accent-soft'];
const onPictures = states.filter((state) => state !== 'done').map((state) => `picture-${state}`);
/** A picture may be anything; these are the worst. */
const pictures = ['white', 'black'];

/** Read as words: 4.5 to 1. */
export const texts: readonly Pairs[] = [
  { where: 'texts on any surface', inks: ['text-1', 'text-2', 'text-3', 'accent'], grounds: surfaces },
  { where: 'rows under the pointer', inks: ['text-1', 'text-2', 'text-3'], grounds: answering },
  { where: 'danger under the pointer', inks: ['state-failed'], grounds: answering },
  { where: 'words of states', inks: states.map((state) => `state-${state}`), grounds: surfaces },
  {
    where: 'buttons',
    inks: ['text-1'],
    grounds: ['button', 'button-hover', 'button-press'].flatMap((button) =>
      [...surfaces, ...softs].map((ground) => `${button} on ${ground}`),
    ),
  },
  { where: 'primary buttons', inks: ['on-accent'], grounds: ['accent', 'accent-hover', 'accent-press'] },
  { where: 'buttons that are off', inks: ['text-3'], grounds: ['fill-track'] },
  { where: 'segments', inks: ['text-1', 'text-2', 'text-3'], grounds: ['segments', 'segment'] },
  {
    where: 'what is chosen',
    inks: ['on-accent-soft', 'text-1', 'text-2', 'text-3', 'accent'],
    grounds: ['accent-soft'],
  },
  { where: 'danger that is chosen', inks: ['state-failed'], grounds: ['accent-soft'] },
  { where: 'troubles', inks: ['text-1', 'text-2', 'accent'], grounds: ['soft-failed', 'soft-attention', 'soft-done'] },
  { where: 'a failed case', inks: ['state-failed'], grounds: ['soft-failed'] },
  { where: 'a case that needs attention', inks: ['state-attention'], grounds: ['soft-attention'] },
  { where: 'what went well', inks: ['state-done'], grounds: ['soft-done'] },
  {
    where: 'plates',
    inks: ['on-picture', ...onPictures],
    grounds: pictures.map((picture) => `picture-plate on ${picture}`),
  },
];

/** Seen as shapes: 3 to 1. */
export const shapes: readonly Pairs[] = [
  {
    where: 'edges of fields, switches and boxes',
    inks: ['line-control'],
    grounds: ['surface-0', 'surface-1', 'surface-2', 'surface-3'],
  },
  { where: 'the ring of the focus', inks: ['focus'], grounds: [...surfaces, ...softs, 'segments'] },
  { where: 'the ring of what is chosen', inks: ['accent'], grounds: surfaces },
  { where: 'a box or switch that is on', inks: ['on-accent'], grounds: ['accent'] },
  {
    where: 'bars of what is going on',
    inks: ['accent', ...states.map((state) => `state-${state}`)],
    grounds: ['fill-track'],
  },
  { where: 'the bar on a picture', inks: onPictures, grounds: ['picture-bar on white', 'picture-bar on black'] },
  { where: 'the glyph of a trouble', inks: ['state-failed'], grounds: ['soft-failed'] },
  { where: 'the glyph of a warning', inks: ['state-attention'], grounds: ['soft-attention'] },
  { where: 'a camera move in a prompt', inks: ['on-accent-soft'], grounds: ['accent-soft'] },
];

/** Colours that no text or shape is told by: they part, dim or decorate. */
export const decoration: readonly string[] = ['line', 'button-line', 'scrim', 'picture-dim', 'transparent'];
