import { describe, expect, it } from 'vitest';
import { cameraDoubts } from './camera-doubts.ts';
import { inEnglish } from './sentence.ts';

function told(prompt: string) {
  return cameraDoubts(prompt).map(({ start, end, why, fixes }) => ({
    marked: prompt.slice(start, end),
    why: inEnglish(why),
    fixes: Object.fromEntries(fixes.map(({ label, prompt: mended }) => [inEnglish(label), mended])),
  }));
}

describe('doubts about camera moves', () => {
  it.each([
    'No bracket at all',
    'A [Pan left] alone',
    '[Pan left, Push in,Tilt up] three',
    '[Static shot] then [Shake]',
  ])('there are none about: %s', (prompt) => {
    expect(cameraDoubts(prompt)).toEqual([]);
  });

  it('what is no command is named, and mended where it can be guessed', () => {
    expect(told('Sea [pan left, ZOOM IN] sky')).toEqual([
      {
        marked: '[pan left, ZOOM IN]',
        why: '[pan left] is not a camera move. The model reads it as text.',
        fixes: { 'Use [Pan left]': 'Sea [Pan left,Zoom in] sky' },
      },
    ]);
    expect(told('in [1920]')).toEqual([
      { marked: '[1920]', why: '[1920] is not a camera move. The model reads it as text.', fixes: {} },
    ]);
  });

  it('moves that undo each other become two steps, or one of them goes', () => {
    expect(told('A [Pan left,Tilt up,Pan right] b')[0]).toEqual({
      marked: '[Pan left,Tilt up,Pan right]',
      why: 'Pan left and Pan right at the same time cancel each other out.',
      fixes: {
        'One after the other': 'A [Pan left,Tilt up] [Pan right] b',
        'Only Pan left': 'A [Pan left,Tilt up] b',
      },
    });
  });

  it('a still camera cannot move', () => {
    expect(told('[Static shot,Push in]')[0]?.fixes).toEqual({
      'Leave out Static shot': '[Push in]',
      'Only Static shot': '[Static shot]',
    });
  });

  it('more than three at once are too many', () => {
    expect(told('[Pan left,Tilt up,Zoom in,Shake]')[0]).toMatchObject({
      why: 'More than 3 moves at the same time are rarely followed.',
      fixes: {
        'Make the rest follow': '[Pan left,Tilt up,Zoom in] [Shake]',
        'Keep the first 3': '[Pan left,Tilt up,Zoom in]',
      },
    });
  });

  it('the same move twice in a bracket is once too often', () => {
    expect(told('[Shake, Shake]')[0]?.fixes).toEqual({ 'Leave one out': '[Shake]' });
  });

  it('every fix settles its doubt', () => {
    const doubtful = ['[Pan left,Pan right]', '[Static shot,Shake]', '[Shake,Shake]', '[Tilt Left]'];
    for (const prompt of doubtful) {
      const fixes = cameraDoubts(prompt).flatMap((doubt) => doubt.fixes);
      expect(fixes.length).toBeGreaterThan(0);
      for (const { prompt: mended } of fixes) expect(cameraDoubts(mended)).toEqual([]);
    }
  });

  it('each bracket has its own', () => {
    expect(told('[Tilt left] and [Static shot,Shake]').map(({ marked }) => marked)).toEqual([
      '[Tilt left]',
      '[Static shot,Shake]',
    ]);
  });
});
